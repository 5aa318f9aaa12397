import {
  INSTALMENT_STEP_EVENTS,
  INSTALMENT_TERM_ENDS,
  INSTALMENT_TERM_OVER,
  type InstalmentEventData,
  type InstalmentSnapshot,
} from '@zhishou/messages/settlement-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { InstalmentCase, InstalmentStep } from '@zhishou/rules/settlement/instalment-case';
import { paidOf, standingOfCase } from '@zhishou/rules/settlement/instalment-case';
import type { Instalment } from './instalment.entity.js';
import { INSTALMENTS } from './instalment.table.js';

/** What a step or a mark of an instalment brings about: before its term ends, and when it has, somebody is told. */
export const INSTALMENT_RECORDING: CaseRecording<Instalment, InstalmentCase, InstalmentStep> = {
  table: INSTALMENTS,
  columns: (process) => instalmentColumns(process),
  roundOf: () => 1,
  audited: ({ id, state, version, process: { amounts, received, appliedOn, payments } }) => ({
    ...{ id, state, version, amounts, received, appliedOn, payments },
  }),
  event: {
    topic: TOPICS.scoring,
    types: INSTALMENT_STEP_EVENTS,
    snapshot: (instalment): Pick<InstalmentEventData, 'instalment'> => ({
      instalment: instalmentSnapshot(instalment),
    }),
  },
  reached: async (manager, instalment, marks, now) => {
    for (const { mark } of marks)
      await appendEvent(manager, {
        topic: TOPICS.scoring,
        type: mark === 'BREACH' ? INSTALMENT_TERM_OVER : INSTALMENT_TERM_ENDS,
        subject: instalment.id,
        time: new Date(now),
        data: { instalment: instalmentSnapshot(instalment) } satisfies InstalmentEventData,
      });
  },
};

/** The columns of an instalment that follow from its case. */
export const instalmentColumns = (
  process: InstalmentCase,
): Pick<Instalment, 'state' | 'version' | 'process'> => ({
  state: process.state,
  version: process.version,
  process,
});

/** The instalment's public state for an event. */
export const instalmentSnapshot = ({ id, contractId, no, process }: Instalment): InstalmentSnapshot => {
  const { missing, payBy } = standingOfCase(process);
  const { state, gross, amounts, appliedOn, payments } = process;
  return {
    ...{ id, contractId, no, state, gross, missing, payBy, appliedOn },
    payable: amounts?.payable ?? null,
    paid: paidOf({ payments }),
  };
};
