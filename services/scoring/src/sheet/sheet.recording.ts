import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import { SHEET_STEP_EVENTS, type SheetEventData, type SheetSnapshot } from '@zhishou/messages/sheet-events';
import { TOPICS } from '@zhishou/messages/topics';
import { fileStored } from '@zhishou/platform/process/file-stored';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { SheetCase, SheetStep } from '@zhishou/rules/score/sheet-case';
import type { EntityManager } from 'typeorm';
import { Scoring } from './scoring.entity.js';
import type { ScoreSheet } from './sheet.entity.js';
import { SHEETS } from './sheet.table.js';

/** What a step of a score sheet brings about. */
export const SHEET_RECORDING: CaseRecording<ScoreSheet, SheetCase, SheetStep> = {
  table: SHEETS,
  columns: (process, input) => ({ ...sheetColumns(process), ...said(input) }),
  roundOf: () => 1,
  audited: ({ id, state, version, scoringId, objectionText, answerText }) => ({
    ...{ id, state, version, scoringId, objectionText, answerText },
  }),
  event: {
    topic: TOPICS.scoring,
    types: SHEET_STEP_EVENTS,
    snapshot: async (sheet, _at, manager): Promise<Pick<SheetEventData, 'sheet'>> => ({
      sheet: await sheetSnapshot(sheet, manager),
    }),
  },
  project: async (manager, { input: { step }, at }) => {
    if (step.action === 'scoreMonth' || step.action === 'enterPaperScores')
      await fileStored(manager, Scoring, step.scoring.scoringId, { scoredAt: new Date(at) });
  },
  reached: () => Promise.resolve(),
};

/** The columns of a sheet that follow from its case. */
export const sheetColumns = (
  process: SheetCase,
): Pick<ScoreSheet, 'state' | 'version' | 'scoringId' | 'process'> => ({
  state: process.state,
  version: process.version,
  scoringId: process.scoring?.scoringId ?? null,
  process,
});

/** What a step files on the row. */
function said({ step, details }: RecordTransitionInput<SheetStep>): Partial<ScoreSheet> {
  const text = typeof details.text === 'string' ? details.text : null;
  if (step.action === 'objectToScore') return { objectionText: text };
  return step.action === 'answerObjection' ? { answerText: text } : {};
}

const iso = (at: number | null | undefined): string | null =>
  at == null ? null : new Date(at).toISOString();

/** The sheet's public state for an event. */
export async function sheetSnapshot(sheet: ScoreSheet, manager: EntityManager): Promise<SheetSnapshot> {
  const { scoring, objectBy, confirmedAt } = sheet.process;
  const scored = scoring && (await manager.findOneByOrFail(Scoring, { id: scoring.scoringId })).result;
  return {
    id: sheet.id,
    contractId: sheet.contractId,
    contractVersion: sheet.contractVersion,
    month: sheet.month,
    state: sheet.state,
    version: sheet.version,
    performance: scored?.performance ?? null,
    service: scored?.service ?? null,
    lastFact: scoring?.lastFact ?? null,
    scoredAt: iso(scoring?.at),
    objectBy: iso(objectBy),
    confirmedAt: iso(confirmedAt),
  };
}
