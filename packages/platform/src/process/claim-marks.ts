import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimMarksInput, ClaimMarksResult } from '@zhishou/messages/case-process';
import { type DueMark, marksOf } from '@zhishou/rules/clock';
import type { Case, Step } from '@zhishou/rules/life';
import type { DataSource, EntityManager } from 'typeorm';
import { databaseNow } from '../db/clock.js';
import { inTransaction } from '../db/transaction.js';
import type { CaseRow } from './case-table.js';
import { lockCase } from './lock-case.js';
import { Mark } from './mark.entity.js';
import type { CaseRecording } from './recording.js';

/** A timer that fires this little too early is waited for here; a longer wait is the workflow's. */
const SHORT_WAIT_MS = 250;

/** Tells each mark that is past by the database's clock, once; the rest the workflow sleeps on. */
export async function claimMarks<Row extends CaseRow<C>, C extends Case, S extends Step>(
  db: DataSource,
  recording: CaseRecording<Row, C, S>,
  input: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const claim = () => inTransaction(db, (manager) => claimPast(manager, recording, input));
  const claimed = await claim();
  const early = Math.min(...input.marks.map((mark) => mark.at)) + 1 - claimed.now;
  if (early <= 0 || early > SHORT_WAIT_MS) return claimed;
  await wait(early);
  return claim();
}

async function claimPast<Row extends CaseRow<C>, C extends Case, S extends Step>(
  manager: EntityManager,
  recording: CaseRecording<Row, C, S>,
  { caseId, marks }: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const row = await lockCase(manager, recording.table, caseId);
  const now = await databaseNow(manager);
  const past = marks.filter((mark) => mark.at < now);
  const standing = recording.table.life.clocks(row.process).flatMap(marksOf);
  const claimed = await claim(manager, caseId, now, past.filter(isAmong(standing)));
  if (past.length > 0) await recording.reached(manager, row, claimed, now);
  return { now, settled: past.map(({ clock, mark }) => ({ clock, mark })) };
}

/** A mark that a recorded step, of which the process never learned, has made void is told to nobody (ADR 3). */
const isAmong =
  (standing: readonly DueMark[]) =>
  ({ clock, mark, at }: DueMark): boolean =>
    standing.some((own) => own.clock === clock && own.mark === mark && own.at === at);

/** @returns those that nobody has claimed before */
async function claim(
  manager: EntityManager,
  caseId: string,
  now: number,
  marks: readonly DueMark[],
): Promise<DueMark[]> {
  if (marks.length === 0) return [];
  const values = marks.map(({ clock, mark, at }) => ({
    caseId,
    clock,
    mark,
    at: new Date(at),
    claimedAt: new Date(now),
  }));
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(Mark)
    .values(values)
    .orIgnore()
    .returning('clock, mark')
    .execute();
  const fresh = inserted.raw as { clock: string; mark: string }[];
  return marks.filter((one) => fresh.some(({ clock, mark }) => clock === one.clock && mark === one.mark));
}
