import type { Provider } from '@nestjs/common';
import { attachmentProviders } from '@zhishou/attachments/attachment.providers';
import { AttachmentResolver } from '@zhishou/attachments/attachment.resolver';
import { Thumbnails } from '@zhishou/attachments/picture/thumbnails';
import { INSPECTIONS_SCHEMA } from '../inspections.database.js';
import { AttachableReferences } from '../reference/attachable.references.js';
import { AttachableHazards } from './attachable.hazards.js';
import { AttachableVisits } from './attachable.visits.js';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { PhotoFinder } from './photo.finder.js';
import { PhotoService } from './photo.service.js';
import { UploadResolver } from './upload.resolver.js';
import { EntryPhotosResolver, RecordPhotosResolver, VisitFilesResolver } from './visit-photos.resolver.js';

/** All that takes in files, and shows the photos of visits and hazards. */
export const PHOTO_PROVIDERS: Provider[] = [
  ...attachmentProviders({
    service: INSPECTIONS_SCHEMA,
    kinds: [
      // one of every item of every piece of equipment of a large visit
      { noun: 'visit', prefix: 'vst', most: 1_000, subjects: AttachableVisits },
      { noun: 'finding', prefix: 'fnd', subjects: AttachableHazards },
      { noun: 'reference', prefix: 'ref', subjects: AttachableReferences },
    ],
  }),
  AttachedFiles,
  AttachmentResolver,
  EntryPhotosResolver,
  PhotoFinder,
  PhotoService,
  RecordPhotosResolver,
  Thumbnails,
  UploadResolver,
  VisitFilesResolver,
];
