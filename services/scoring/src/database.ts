import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { ContractVersion } from '@zhishou/platform/contract/contract-version.entity';
import { ATTACHMENT_ENTITIES } from '@zhishou/attachments/attachment.database';
import { Attachments1796200000000 } from '@zhishou/attachments/attachments.migration';
import { Contracts1796310000000 } from '@zhishou/platform/contract/contract.migration';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { PROCESS_ENTITIES } from '@zhishou/platform/process/process.entities';
import { Process1796300000000 } from '@zhishou/platform/process/process.migration';
import { SessionEnds1795737600000 } from '@zhishou/platform/people/session-ends.migration';
import { Facts1782576000000 } from './migrations/1782576000000-facts.migration.js';
import { AssetsOfFacts1782662400000 } from './migrations/1782662400000-assets-of-facts.migration.js';
import { ServiceEvents1782748800000 } from './migrations/1782748800000-service-events.migration.js';
import { Sheets1796500000000 } from './migrations/1796500000000-sheets.migration.js';
import { Documents1796510000000 } from './migrations/1796510000000-documents.migration.js';
import { Files1796530000000 } from './migrations/1796530000000-files.migration.js';
import { Generated1796560000000 } from './migrations/1796560000000-generated.migration.js';
import { KeptForGood1796540000000 } from './migrations/1796540000000-kept-for-good.migration.js';
import { Settlements1796520000000 } from './migrations/1796520000000-settlements.migration.js';
import { DocumentSubmission } from './due-document/document-submission.entity.js';
import { Instalment } from './instalment/instalment.entity.js';
import { Settlement } from './settlement/settlement.entity.js';
import { Scoring } from './sheet/scoring.entity.js';
import { ScoreSheet } from './sheet/sheet.entity.js';
import { ServiceEvent } from './service-event/service-event.entity.js';

export const SCORING_ENTITIES = [
  ...PROCESS_ENTITIES,
  ...ATTACHMENT_ENTITIES,
  ContractVersion,
  DocumentSubmission,
  Instalment,
  Scoring,
  ScoreSheet,
  ServiceEvent,
  Settlement,
];

/** The service's schema, what stands in it and what makes it; `url` default: DATABASE_URL. */
export const database = (url?: string) =>
  dataSourceOptions({
    schema: 'scoring',
    entities: SCORING_ENTITIES,
    migrations: [
      Facts1782576000000,
      AssetsOfFacts1782662400000,
      ServiceEvents1782748800000,
      AuditFeed1784300000000,
      SessionEnds1795737600000,
      Housekeeping1796100000000,
      Attachments1796200000000,
      Process1796300000000,
      Contracts1796310000000,
      Sheets1796500000000,
      Documents1796510000000,
      Settlements1796520000000,
      Files1796530000000,
      KeptForGood1796540000000,
      Generated1796560000000,
    ],
    url,
  });
