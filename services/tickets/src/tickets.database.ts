import { ATTACHMENT_ENTITIES } from '@zhishou/attachments/attachment.database';
import { AuditFeed1784300000000 } from '@zhishou/platform/audit/audit-feed.migration';
import { ContractVersion } from '@zhishou/platform/contract/contract-version.entity';
import { dataSourceOptions } from '@zhishou/platform/db/data-source';
import { FoldedText1784510000000 } from '@zhishou/platform/db/folded-text.migration';
import { Housekeeping1796100000000 } from '@zhishou/platform/janitor/housekeeping.migration';
import { PROCESS_ENTITIES } from '@zhishou/platform/process/process.entities';
import { SessionEnds1795737600000 } from '@zhishou/platform/people/session-ends.migration';
import { Asset } from './asset/asset.entity.js';
import { Escalation } from './escalation/escalation.entity.js';
import { Tickets1782576000000 } from './migrations/1782576000000-tickets.migration.js';
import { Attachments1784000000000 } from './migrations/1784000000000-attachments.migration.js';
import { FoundFaults1796410000001 } from './migrations/1796410000001-found-faults.migration.js';
import { Reconciliation1784100000000 } from './migrations/1784100000000-reconciliation.migration.js';
import { SpareParts1784200000000 } from './migrations/1784200000000-spare-parts.migration.js';
import { TicketSearch1784400000000 } from './migrations/1784400000000-ticket-search.migration.js';
import { Codes1784520000000 } from './migrations/1784520000000-codes.migration.js';
import { TicketWords1784530000000 } from './migrations/1784530000000-ticket-words.migration.js';
import { AttemptsAge1796100000001 } from './migrations/1796100000001-attempts-age.migration.js';
import { AttachmentSubject1796200000000 } from './migrations/1796200000000-attachment-subject.migration.js';
import { Cases1796300000001 } from './migrations/1796300000001-cases.migration.js';
import { TicketContract1796310000001 } from './migrations/1796310000001-ticket-contract.migration.js';
import { SparePart } from './spare-part/spare-part.entity.js';
import { StockMovement } from './spare-part/stock-movement.entity.js';
import { ClockRow } from './ticket/clock.entity.js';
import { Ticket } from './ticket/ticket.entity.js';

export const TICKETS_SCHEMA = 'tickets';

export const TICKETS_ENTITIES = [
  ...PROCESS_ENTITIES,
  ...ATTACHMENT_ENTITIES,
  Asset,
  ClockRow,
  ContractVersion,
  Escalation,
  SparePart,
  StockMovement,
  Ticket,
];

/** The service's schema, what stands in it and what makes it; `url` default: DATABASE_URL. */
export const ticketsDatabase = (url?: string) =>
  dataSourceOptions({
    schema: TICKETS_SCHEMA,
    entities: TICKETS_ENTITIES,
    migrations: [
      Tickets1782576000000,
      Attachments1784000000000,
      Reconciliation1784100000000,
      SpareParts1784200000000,
      AuditFeed1784300000000,
      TicketSearch1784400000000,
      FoldedText1784510000000,
      Codes1784520000000,
      TicketWords1784530000000,
      SessionEnds1795737600000,
      Housekeeping1796100000000,
      AttemptsAge1796100000001,
      AttachmentSubject1796200000000,
      Cases1796300000001,
      TicketContract1796310000001,
      FoundFaults1796410000001,
    ],
    url,
  });
