import type { Provider } from '@nestjs/common';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { attachmentEnv, type AttachmentSettings } from './attachment.env.js';
import { AttachmentLinks } from './attachment.links.js';
import { AttachmentRoute } from './attachment.route.js';
import type { AttachmentSubjects } from './attachment.subjects.js';
import { ATTACHMENT_SETTINGS, ATTACHMENT_STORE } from './attachment.tokens.js';
import { DownloadService } from './download/download.service.js';
import { PictureDesk } from './picture/picture.desk.js';
import { AttachmentKeeper } from './store/attachment.keeper.js';
import { openStore } from './store/attachment.store.js';
import { AttachmentSweeper } from './store/attachment.sweeper.js';
import { SubjectAccess } from './subject.access.js';
import { type SubjectKind, SubjectKinds } from './subject.kinds.js';
import { ReceiptService } from './upload/receipt.service.js';
import { UploadService } from './upload/upload.service.js';

export interface AttachmentParts {
  /** name of the service, by which the gateway finds it: `/attachments/<service>/<token>` */
  service: string;
  /** what files are attached to */
  kinds: readonly SubjectKind[];
}

/** All that takes in, keeps and hands out a service's files, but the resolvers; needs the chassis module. */
export const attachmentProviders = ({ service, kinds }: AttachmentParts): Provider[] => [
  { provide: ATTACHMENT_SETTINGS, useFactory: () => attachmentEnv(kinds) },
  ...kinds.map(({ subjects }) => subjects),
  {
    provide: SubjectKinds,
    inject: kinds.map(({ subjects }) => subjects),
    useFactory: (...known: AttachmentSubjects[]) =>
      new SubjectKinds(kinds.map(({ noun, prefix }, index) => ({ noun, prefix, subjects: known[index]! }))),
  },
  {
    provide: ATTACHMENT_STORE,
    inject: [ATTACHMENT_SETTINGS, LOGGER],
    useFactory: ({ store }: AttachmentSettings, log: Logger) => openStore(store, log),
  },
  {
    provide: AttachmentLinks,
    inject: [ATTACHMENT_SETTINGS],
    useFactory: ({ secret }: AttachmentSettings) => new AttachmentLinks(service, secret),
  },
  AttachmentKeeper,
  AttachmentRoute,
  AttachmentSweeper,
  DownloadService,
  LinkAccess,
  PictureDesk,
  ReceiptService,
  SubjectAccess,
  UploadService,
];
