import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { ReferenceVersion } from './reference-version.entity.js';

@Resolver(() => ReferenceVersion)
export class ReferenceVersionResolver {
  constructor(private readonly files: AttachedFiles) {}

  @ResolveField(() => Attachment, {
    description: 'What it says, with its SHA-256 and the address of its bytes',
  })
  async file(@Parent() { attachmentId }: ReferenceVersion): Promise<Attachment> {
    const [file] = await this.files.byIds([attachmentId]);
    return file!;
  }

  @ResolveField(() => PersonRef, { description: 'Who published it' })
  publishedBy(@Parent() { publishedById }: ReferenceVersion): PersonRef {
    return { id: publishedById };
  }
}
