import type { Provider } from '@nestjs/common';
import { attachmentProviders } from '@zhishou/attachments/attachment.providers';
import { AttachmentResolver } from '@zhishou/attachments/attachment.resolver';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { AttachableContracts } from './attachable.contracts.js';
import { UploadResolver } from './upload.resolver.js';

/** All that takes in and shows the files of a contract. */
export const FILE_PROVIDERS: Provider[] = [
  ...attachmentProviders({
    service: 'scoring',
    // a year of documents, one for each fault among them, with their evidence
    kinds: [{ noun: 'contract', prefix: 'ctr', most: 10_000, subjects: AttachableContracts }],
  }),
  AttachedFiles,
  AttachmentResolver,
  UploadResolver,
];
