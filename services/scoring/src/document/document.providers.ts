import type { Provider } from '@nestjs/common';
import { documentProviders } from '@zhishou/platform/document/document.providers';
import { OpenDataResolver } from '../open-data/open-data.resolver.js';
import { DraftResolver } from './draft.resolver.js';
import { EvidenceArchive } from '../evidence/evidence.archive.js';
import { EvidenceResolver } from '../evidence/evidence.resolver.js';
import { ScoreWriter } from './score.writer.js';
import { SettlementDocumentResolver } from './settlement-document.resolver.js';
import { SheetDocumentResolver } from './sheet-document.resolver.js';
import { TicketNumbers } from './ticket.numbers.js';

export const DOCUMENT_PROVIDERS: Provider[] = [
  ...documentProviders('scoring', ScoreWriter),
  DraftResolver,
  EvidenceArchive,
  EvidenceResolver,
  OpenDataResolver,
  SettlementDocumentResolver,
  SheetDocumentResolver,
  TicketNumbers,
];
