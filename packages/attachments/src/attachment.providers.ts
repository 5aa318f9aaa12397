import type { Provider, Type } from '@nestjs/common';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import { SignedLinks } from '@zhishou/platform/link/signed-link';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { attachmentEnv, type AttachmentSettings } from './attachment.env.js';
import { AttachmentRoute } from './attachment.route.js';
import { AttachmentSubjects } from './attachment.subjects.js';
import { ATTACHMENT_SETTINGS, ATTACHMENT_STORE } from './attachment.tokens.js';
import { DownloadService } from './download/download.service.js';
import { PictureDesk } from './picture/picture.desk.js';
import { AttachmentKeeper } from './store/attachment.keeper.js';
import { openStore } from './store/attachment.store.js';
import { AttachmentSweeper } from './store/attachment.sweeper.js';
import { SubjectAccess } from './subject.access.js';
import { ReceiptService } from './upload/receipt.service.js';
import { UploadService } from './upload/upload.service.js';

export interface AttachmentParts {
  /** name of the service, by which the gateway finds it: `/attachments/<service>/<token>` */
  service: string;
  /** what files are attached to, in lower case: `ticket` makes the field `ticketId` and ATTACHMENT_MAX_PER_TICKET */
  noun: string;
  subjects: Type<AttachmentSubjects>;
}

/** All that takes in, keeps and hands out a service's files, but the resolvers; needs the chassis module. */
export const attachmentProviders = ({ service, noun, subjects }: AttachmentParts): Provider[] => [
  { provide: ATTACHMENT_SETTINGS, useFactory: () => attachmentEnv(noun) },
  { provide: AttachmentSubjects, useClass: subjects },
  {
    provide: ATTACHMENT_STORE,
    inject: [ATTACHMENT_SETTINGS, LOGGER],
    useFactory: ({ store }: AttachmentSettings, log: Logger) => openStore(store, log),
  },
  {
    provide: SignedLinks,
    inject: [ATTACHMENT_SETTINGS],
    useFactory: ({ secret }: AttachmentSettings) =>
      new SignedLinks(`/attachments/${service}`, 'zhishou attachment address 2', secret),
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
