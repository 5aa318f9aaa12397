import {
  SETTLEMENT_STEP_EVENTS,
  type SettlementEventData,
  type SettlementSnapshot,
} from '@zhishou/messages/settlement-events';
import { TOPICS } from '@zhishou/messages/topics';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { SettlementCase, SettlementStep } from '@zhishou/rules/settlement/settlement-case';
import type { Settlement } from './settlement.entity.js';
import { SETTLEMENTS } from './settlement.table.js';

/** What a step of a settlement brings about. */
export const SETTLEMENT_RECORDING: CaseRecording<Settlement, SettlementCase, SettlementStep> = {
  table: SETTLEMENTS,
  columns: (process, { step, details }) => ({
    ...settlementColumns(process),
    ...(step.action === 'approveSettlementBase' ? { baseReason: String(details.reason) } : {}),
  }),
  roundOf: () => 1,
  audited: ({ id, state, version, baseReason, process: { base, settled } }) => ({
    ...{ id, state, version, base, baseReason, settled },
  }),
  event: {
    topic: TOPICS.scoring,
    types: SETTLEMENT_STEP_EVENTS,
    snapshot: (settlement): Pick<SettlementEventData, 'settlement'> => ({
      settlement: settlementSnapshot(settlement),
    }),
  },
  reached: () => Promise.resolve(),
};

/** The columns of a settlement that follow from its case. */
export const settlementColumns = (
  process: SettlementCase,
): Pick<Settlement, 'state' | 'version' | 'process'> => ({
  state: process.state,
  version: process.version,
  process,
});

/** The settlement's public state for an event. */
export const settlementSnapshot = ({ id, process }: Settlement): SettlementSnapshot => {
  const { state, total, base, settled } = process;
  return {
    ...{ id, state, total, base },
    remuneration: settled?.remuneration ?? null,
    deduction: settled?.deduction ?? null,
    recoverable: settled?.recoverable ?? null,
  };
};
