import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { Attachment } from './attachment.entity.js';
import { DownloadService } from './download/download.service.js';

@Resolver(() => Attachment)
export class AttachmentResolver {
  constructor(private readonly downloads: DownloadService) {}

  @ResolveField(() => PersonRef, { description: 'Who sent it' })
  uploadedBy(@Parent() { uploadedById }: Attachment): PersonRef {
    return { id: uploadedById };
  }

  @ResolveField(() => String, {
    description:
      'Where its bytes are for ten minutes, to be resolved against the address this answer came from',
  })
  url(@CurrentCaller() caller: Caller, @Parent() attachment: Attachment): string {
    return this.downloads.address(caller, attachment);
  }
}
