import type { Provider, Type } from '@nestjs/common';
import { readEnv } from '../env.js';
import { LinkAccess } from '../link/link.access.js';
import { SignedLinks } from '../link/signed-link.js';
import { DocumentDesk } from './document.desk.js';
import { DocumentRoute } from './document.route.js';
import { ManuscriptWriter } from './manuscript.js';

/** All that makes a service's documents and hands them out; the gateway finds it under `/documents/<service>/<token>`. */
export const documentProviders = (service: string, writer: Type<ManuscriptWriter>): Provider[] => [
  {
    provide: SignedLinks,
    useFactory: () => {
      const secret = readEnv((env) => env.secret('ATTACHMENT_SECRET'));
      return new SignedLinks(`/documents/${service}`, 'zhishou document address 1', secret);
    },
  },
  { provide: ManuscriptWriter, useClass: writer },
  DocumentDesk,
  DocumentRoute,
  LinkAccess,
];
