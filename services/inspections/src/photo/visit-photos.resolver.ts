import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { DownloadService } from '@zhishou/attachments/download/download.service';
import { VisitRecordType } from '../record/record.type.js';
import { CheckEntry } from '../visit/check-entry.entity.js';
import { Visit } from '../visit/visit.entity.js';
import { PhotoService } from './photo.service.js';
import { VisitPhoto } from './visit-photo.type.js';

@Resolver(() => Visit)
export class VisitFilesResolver {
  constructor(private readonly downloads: DownloadService) {}

  @ResolveField(() => [Attachment], {
    description: 'All that was uploaded for it, whether a record names it or not',
  })
  attachments(@Parent() { id }: Visit): Promise<Attachment[]> {
    return this.downloads.of(id);
  }
}

@Resolver(() => VisitRecordType)
export class RecordPhotosResolver {
  constructor(private readonly shown: PhotoService) {}

  @ResolveField(() => [VisitPhoto], { description: 'Those that its content names, in their order' })
  async photos(@Parent() { visitId, round }: VisitRecordType): Promise<VisitPhoto[]> {
    const photos = await this.shown.ofRound(visitId, round);
    return photos.map(({ assetCode, item, file }) => ({
      asset: assetCode === null ? null : { code: assetCode },
      item,
      file,
    }));
  }
}

@Resolver(() => CheckEntry)
export class EntryPhotosResolver {
  constructor(private readonly shown: PhotoService) {}

  @ResolveField(() => [Attachment], { description: 'What was photographed of it' })
  async photos(@Parent() { visitId, round, ...result }: CheckEntry): Promise<Attachment[]> {
    return (await this.shown.ofRound(visitId, round, result)).map(({ file }) => file);
  }
}
