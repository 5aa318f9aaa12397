import { pointsRange, type ServiceEventKind } from '../../service-event.js';
import type { EventFact, ScoreFacts, VisitFact } from '../facts.types.js';
import { refuse } from '../refusal.js';
import type { ScoreContract, ScorePoints } from '../score-contract.js';
import type { NeutralDue, NeutralEvent, NeutralFacts, NeutralVisit } from './format.types.js';
import { readFault } from './read-fault.js';
import { endOfDay, inOrder, instant, maybeInstant } from './reading.js';

const KINDS: readonly string[] = [
  'COMPLAINT',
  'PRAISE',
  'ESCALATED_COMPLAINT',
  'MEDIA_EXPOSURE',
  'COMMUNICATION_ACCIDENT',
  'DATA_INACCURACY',
  'DOCUMENT_NONCONFORMING',
  'REQUIREMENT_NOT_MET',
  'DIRECT_DEDUCTION',
] satisfies ServiceEventKind[];

/** @throws Refusal BAD_INSTANT, BAD_ORDER, BAD_UNITS, BAD_POINTS, UNKNOWN_KIND */
export function readFacts(facts: NeutralFacts, contract: ScoreContract): ScoreFacts {
  const assets = new Map(contract.assets.map((asset) => [asset.code, asset]));
  return {
    faults: (facts.faults ?? [])
      .map((row, index) => readFault(row, `faults[${index}]`, assets))
      .filter(({ copies }) => copies > 0),
    documents: (facts.documents ?? []).map((row, index) => ({
      ...readDue(row, `documents[${index}]`),
      conforming: row.conforming ?? true,
    })),
    plans: (facts.plans ?? []).map((row, index) => readDue(row, `plans[${index}]`)),
    visits: (facts.visits ?? []).map((row, index) => readVisit(row, `visits[${index}]`)),
    calls: (facts.calls ?? []).map((row) => ({ ...row, countIn: row.countIn ?? null })),
    guarantees: (facts.guarantees ?? []).map((row, index) => ({
      id: row.id,
      endsAt: instant(row.endsAt, `guarantees[${index}].endsAt`),
      fulfilled: row.fulfilled ?? true,
      judgedAt: maybeInstant(row.judgedAt, `guarantees[${index}].judgedAt`),
      countIn: row.countIn ?? null,
    })),
    events: (facts.events ?? []).map((row, index) => readEvent(row, `events[${index}]`, contract.points)),
  };
}

const readDue = ({ id, dueOn, submittedAt, countIn }: NeutralDue, path: string) => ({
  id,
  dueBy: endOfDay(dueOn, `${path}.dueOn`),
  submittedAt: maybeInstant(submittedAt, `${path}.submittedAt`),
  countIn: countIn ?? null,
});

function readVisit({ id, month, rounds, countIn }: NeutralVisit, path: string): VisitFact {
  const read = (rounds ?? []).map((round, index) => ({
    recordedAt: instant(round.recordedAt, `${path}.rounds[${index}].recordedAt`),
    reviewedAt: maybeInstant(round.reviewedAt, `${path}.rounds[${index}].reviewedAt`),
    signed: round.signed ?? false,
  }));
  inOrder(
    `${path}.rounds`,
    read.flatMap(({ recordedAt, reviewedAt }) => [recordedAt, reviewedAt]),
  );
  return { id, month, rounds: read, countIn: countIn ?? null };
}

function readEvent(row: NeutralEvent, path: string, points: ScorePoints): EventFact {
  if (!KINDS.includes(row.kind)) throw refuse('UNKNOWN_KIND', `${path}.kind`);
  const kind = row.kind as ServiceEventKind;
  return {
    id: row.id,
    month: row.month,
    kind,
    points: readPoints(kind, row.points ?? null, points, `${path}.points`),
    recordedAt: maybeInstant(row.recordedAt, `${path}.recordedAt`),
    countIn: row.countIn ?? null,
  };
}

function readPoints(kind: ServiceEventKind, given: number | null, scores: ScorePoints, path: string): number {
  const range = pointsRange(kind, scores);
  if (range === null && given === null) return 0;
  const { least, most } = range ?? { least: NaN, most: NaN };
  if (given === null || !Number.isSafeInteger(given) || !(given >= least && given <= most))
    throw refuse('BAD_POINTS', path);
  return given;
}
