import type { Provider } from '@nestjs/common';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { attachmentEnv, type AttachmentSettings } from './attachment.env.js';
import { AttachmentKeeper } from './attachment.keeper.js';
import { AttachmentRoute } from './attachment.route.js';
import { openStore } from './attachment.store.js';
import { AttachmentSweeper } from './attachment.sweeper.js';
import { ATTACHMENT_SETTINGS, ATTACHMENT_STORE } from './attachment.tokens.js';
import { DownloadService } from './download.service.js';
import { LinkAccess } from './link.access.js';
import { PictureDesk } from './picture.desk.js';
import { ReceiptService } from './receipt.service.js';
import { SignedLinks } from './signed-link.js';
import { UploadService } from './upload.service.js';

/** All that takes in, keeps and hands out files, but the resolvers. */
export const ATTACHMENT_PROVIDERS: Provider[] = [
  { provide: ATTACHMENT_SETTINGS, useFactory: attachmentEnv },
  {
    provide: ATTACHMENT_STORE,
    inject: [ATTACHMENT_SETTINGS, LOGGER],
    useFactory: ({ store }: AttachmentSettings, log: Logger) => openStore(store, log),
  },
  {
    provide: SignedLinks,
    inject: [ATTACHMENT_SETTINGS],
    useFactory: ({ secret }: AttachmentSettings) => new SignedLinks(secret),
  },
  AttachmentKeeper,
  AttachmentRoute,
  AttachmentSweeper,
  DownloadService,
  LinkAccess,
  PictureDesk,
  ReceiptService,
  UploadService,
];
