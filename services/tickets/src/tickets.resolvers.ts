import { AttachmentResolver } from '@zhishou/attachments/attachment.resolver';
import { AssetResolver } from './asset/asset.resolver.js';
import { TicketAttachmentsResolver } from './attachment/attachment.resolver.js';
import { ContractResolver } from './contract/contract.resolver.js';
import { TicketFaultTypeResolver } from './contract/ticket-fault-type.resolver.js';
import { EscalationResolver } from './escalation/escalation.resolver.js';
import { TicketFindingResolver } from './finding/ticket-finding.resolver.js';
import { IntakeResolver } from './intake/intake.resolver.js';
import { LiveResolver } from './live/live.resolver.js';
import { EarlierFaultResolver, TicketRepeatsResolver } from './repeat/earlier-fault.resolver.js';
import { SparePartUseResolver } from './spare-part/spare-part-use.resolver.js';
import { SparePartResolver } from './spare-part/spare-part.resolver.js';
import { StockMovementResolver } from './spare-part/stock-movement.resolver.js';
import { DecisionResolver } from './step/decision.resolver.js';
import { StepResolver } from './step/step.resolver.js';
import { TicketResolver } from './ticket/ticket.resolver.js';

/** All that the subgraph's schema is made from. */
export const TICKETS_RESOLVERS = [
  AssetResolver,
  TicketAttachmentsResolver,
  TicketFindingResolver,
  AttachmentResolver,
  DecisionResolver,
  ContractResolver,
  EarlierFaultResolver,
  EscalationResolver,
  IntakeResolver,
  LiveResolver,
  SparePartResolver,
  SparePartUseResolver,
  StepResolver,
  StockMovementResolver,
  TicketFaultTypeResolver,
  TicketRepeatsResolver,
  TicketResolver,
];
