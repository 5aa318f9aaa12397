import type { Provider } from '@nestjs/common';
import { readEnv } from '@zhishou/platform/env';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import { SignedLinks } from '@zhishou/platform/link/signed-link';
import { DocumentMaker } from './document.maker.js';
import { DocumentResolver } from './document.resolver.js';
import { DocumentRoute } from './document.route.js';
import { DocumentService } from './document.service.js';

/** All that makes documents and hands them out; the gateway finds it under `/documents/inspections/<token>`. */
export const DOCUMENT_PROVIDERS: Provider[] = [
  {
    provide: SignedLinks,
    useFactory: () => {
      const secret = readEnv((env) => env.secret('ATTACHMENT_SECRET'));
      return new SignedLinks('/documents/inspections', 'zhishou document address 1', secret);
    },
  },
  DocumentMaker,
  DocumentResolver,
  DocumentRoute,
  DocumentService,
  LinkAccess,
];
