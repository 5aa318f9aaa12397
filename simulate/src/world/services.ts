import { type ContractStore } from '@zhishou/platform/contract/contract.store';
import type { AnyRecording } from '@zhishou/platform/process/recording';
import { FactConsumer } from '@zhishou/scoring/fact/fact.consumer';
import { FaultsConsumer } from '@zhishou/inspections/fault/faults.consumer';
import { ReportedFaultsConsumer } from '@zhishou/inspections/finding/reported-faults.consumer';
import { InspectionsModule } from '@zhishou/inspections/inspections.module';
import { ClosedFaultsConsumer } from '@zhishou/inspections/review/closed-faults.consumer';
import { RECORDINGS as INSPECTIONS } from '@zhishou/inspections/recordings';
import { RECORDINGS as SCORING } from '@zhishou/scoring/recordings';
import { ScoringModule } from '@zhishou/scoring/scoring.module';
import { FindingConsumer } from '@zhishou/tickets/finding/finding.consumer';
import { ticketRecording } from '@zhishou/tickets/process/ticket.recording';
import { TicketsModule } from '@zhishou/tickets/tickets.module';
import type { OnApplicationBootstrap, Type } from '@nestjs/common';

/** A service as the simulation runs it. */
export interface ServiceSpec {
  name: 'tickets' | 'inspections' | 'scoring';
  module: Type;
  /** its kinds of cases, as its worker has them */
  recordings: (contracts: ContractStore) => readonly AnyRecording[];
  /** what of it listens to events */
  consumers: readonly Type<OnApplicationBootstrap>[];
}

/** In the order in which events of one instant are told. */
export const SERVICES: readonly ServiceSpec[] = [
  {
    name: 'tickets',
    module: TicketsModule,
    recordings: (contracts) => [ticketRecording(contracts)],
    consumers: [FindingConsumer],
  },
  {
    name: 'inspections',
    module: InspectionsModule,
    recordings: () => INSPECTIONS,
    consumers: [FaultsConsumer, ReportedFaultsConsumer, ClosedFaultsConsumer],
  },
  {
    name: 'scoring',
    module: ScoringModule,
    recordings: () => SCORING,
    consumers: [FactConsumer],
  },
];
