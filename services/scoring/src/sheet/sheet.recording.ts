import { ApplicationFailure } from '@temporalio/common';
import { type RecordTransitionInput, STEP_REFUSALS } from '@zhishou/messages/case-process';
import { SHEET_STEP_EVENTS, type SheetEventData, type SheetSnapshot } from '@zhishou/messages/sheet-events';
import { TOPICS } from '@zhishou/messages/topics';
import { fileStored } from '@zhishou/platform/process/file-stored';
import type { CaseRecording } from '@zhishou/platform/process/recording';
import type { SheetCase, SheetStep } from '@zhishou/rules/score/sheet-case';
import type { EntityManager } from 'typeorm';
import { Scoring } from './scoring.entity.js';
import { rowsOf } from './computed-sheet.js';
import { countedByOthers, scoredBefore } from './other-sheets.js';
import { ScoreSheet } from './sheet.entity.js';
import { SHEETS } from './sheet.table.js';

/** What a step of a score sheet brings about. */
export const SHEET_RECORDING: CaseRecording<ScoreSheet, SheetCase, SheetStep> = {
  table: SHEETS,
  columns: (process, input) => ({ ...sheetColumns(process), ...said(process, input) }),
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
  effects: async (manager, { input: { step } }) => {
    if (step.action === 'scoreMonth') await refuseCounted(manager, step.scoring.scoringId);
  },
  reached: () => Promise.resolve(),
};

/**
 * Refuses a computation that counts what another sheet has come to count while it was made.
 * @throws ApplicationFailure CONFLICT: to be computed again
 */
async function refuseCounted(manager: EntityManager, scoringId: string): Promise<void> {
  const { sheetId, result } = await manager.findOneByOrFail(Scoring, { id: scoringId });
  const { id, contractId } = await manager.findOneByOrFail(ScoreSheet, { id: sheetId });
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('scoring.contract/' || $1, 0))`, [
    contractId,
  ]);
  const others = await countedByOthers(manager, await scoredBefore(manager, { id, contractId }));
  const counted = new Set(rowsOf(result));
  const taken = others.find((other) => other.counted.some((row) => counted.has(row)));
  if (!taken) return;
  const message = `The sheet of ${taken.month} has come to count what this one would: score it again`;
  throw ApplicationFailure.nonRetryable(message, STEP_REFUSALS.conflict);
}

/** The columns of a sheet that follow from its case. */
export const sheetColumns = (
  process: SheetCase,
): Pick<ScoreSheet, 'state' | 'version' | 'scoringId' | 'process'> => ({
  state: process.state,
  version: process.version,
  scoringId: process.scoring?.scoringId ?? null,
  process,
});

/** What a step files on the row; an objection to other points is one no longer. */
function said(
  { objection }: SheetCase,
  { step, details }: RecordTransitionInput<SheetStep>,
): Partial<ScoreSheet> {
  const text = typeof details.text === 'string' ? details.text : null;
  if (objection === null) return { objectionText: null, answerText: null };
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
