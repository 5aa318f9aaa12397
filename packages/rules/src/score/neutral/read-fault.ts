import type { AffectedUnits, OpenSpan } from '../../ticket-case.js';
import type { FaultFact, HandOffFact, RoundFact } from '../facts.types.js';
import { refuse } from '../refusal.js';
import { MOST_UNITS } from '../orderly.js';
import type { ScoredAsset } from '../score-contract.js';
import type { NeutralFault, NeutralHandOff } from './format.types.js';
import { inOrder, instant, maybeInstant } from './reading.js';
import { carrierResolvedAt, passedRound } from '../resolve-clock.js';

/** @throws Refusal BAD_INSTANT, BAD_ORDER, BAD_UNITS */
export function readFault(
  row: NeutralFault,
  path: string,
  assets: ReadonlyMap<string, ScoredAsset>,
): FaultFact {
  const reportedAt = instant(row.reportedAt, `${path}.reportedAt`);
  const judgedAt = after(reportedAt, row.judgedAt, `${path}.judgedAt`);
  const rounds = readRounds(row, path, reportedAt);
  const handOffs = (row.handOffs ?? []).map((handOff, index) =>
    readHandOff(handOff, `${path}.handOffs[${index}]`, reportedAt),
  );
  const closedAt = passedRound({ rounds })?.testedAt ?? carrierResolvedAt({ handOffs });
  const cancelledAt = after(reportedAt, row.cancelledAt, `${path}.cancelledAt`);
  if (cancelledAt !== null && closedAt !== null)
    throw refuse('BAD_ORDER', `${path}.cancelledAt`, 'what was closed is not cancelled');
  const callback = row.callback && {
    answeredAt: after(closedAt ?? reportedAt, row.callback.answeredAt, `${path}.callback.answeredAt`) ?? 0,
    satisfied: row.callback.satisfied,
  };
  return {
    id: row.id,
    asset: row.asset ?? null,
    severity: row.severity,
    reportedAt,
    startedAt: readStart(row, path, rounds) ?? reportedAt,
    acceptedAt: after(reportedAt, row.acceptedAt, `${path}.acceptedAt`),
    down: readDown(row, path, assets),
    coverage: coverageOf(row),
    judgedAt,
    pauses: (row.pauses ?? []).map(({ approvedAt, endedAt }, index): OpenSpan => {
      const at = `${path}.pauses[${index}]`;
      const from = after(reportedAt, approvedAt, `${at}.approvedAt`) ?? reportedAt;
      return { from, to: after(from, endedAt, `${at}.endedAt`) };
    }),
    handOffs,
    reclassified: (row.reclassified ?? [])
      .map(({ at, to }, index) => ({
        at: after(reportedAt, at, `${path}.reclassified[${index}].at`) ?? reportedAt,
        to,
      }))
      .sort((a, b) => a.at - b.at),
    rounds,
    cancelledAt,
    faultType: row.faultType ?? null,
    callback: callback ?? null,
    copies: row.copies ?? 1,
    countIn: row.countIn ?? {},
  };
}

/** No later than the repair that stands: one that has passed its test, or waits for it. */
function readStart(row: NeutralFault, path: string, rounds: readonly RoundFact[]): number | null {
  const startedAt = maybeInstant(row.startedAt, `${path}.startedAt`);
  const last = rounds.at(-1);
  const stands = last !== undefined && (last.passed || last.testedAt === null);
  inOrder(`${path}.startedAt`, [startedAt, stands ? last.filedAt : null]);
  return startedAt;
}

/** Absent stays null; no earlier than what it follows. */
function after(earlier: number, text: string | undefined, path: string): number | null {
  const at = maybeInstant(text, path);
  inOrder(path, [earlier, at]);
  return at;
}

const coverageOf = ({ coverage }: NeutralFault): FaultFact['coverage'] =>
  coverage === 'WAITING' ? null : (coverage ?? 'COVERED');

function readHandOff(row: NeutralHandOff, path: string, reportedAt: number): HandOffFact {
  const handOff = {
    declaredAt: instant(row.declaredAt, `${path}.declaredAt`),
    confirmedAt: maybeInstant(row.confirmedAt, `${path}.confirmedAt`),
    sentBackAt: maybeInstant(row.sentBackAt, `${path}.sentBackAt`),
    returnedAt: maybeInstant(row.returnedAt, `${path}.returnedAt`),
    carrierResolved: row.carrierResolved ?? false,
  };
  const { declaredAt, confirmedAt, sentBackAt, returnedAt } = handOff;
  inOrder(path, [reportedAt, declaredAt, confirmedAt, returnedAt]);
  inOrder(path, [declaredAt, sentBackAt]);
  if (returnedAt !== null && confirmedAt === null)
    throw refuse('BAD_ORDER', path, 'returned, but never confirmed');
  return handOff;
}

function readRounds(row: NeutralFault, path: string, reportedAt: number): RoundFact[] {
  const rounds = (row.rounds ?? []).map((round, index): RoundFact => {
    const at = `${path}.rounds[${index}]`;
    const filedAt = instant(round.filedAt, `${at}.filedAt`);
    const statedAt = maybeInstant(round.repairedAt, `${at}.repairedAt`);
    const testedAt = maybeInstant(round.testedAt, `${at}.testedAt`);
    inOrder(at, [reportedAt, filedAt, testedAt]);
    inOrder(`${at}.repairedAt`, [statedAt, filedAt]);
    const passed = round.passed ?? false;
    if (passed && testedAt === null) throw refuse('BAD_ORDER', at, 'passed, but never tested');
    return { filedAt, statedAt, testedAt, passed };
  });
  for (const [index, { testedAt, passed }] of rounds.slice(0, -1).entries()) {
    const path_ = `${path}.rounds[${index + 1}]`;
    if (testedAt === null || passed) throw refuse('BAD_ORDER', path_, 'follows a round that did not fail');
    inOrder(path_, [testedAt, rounds[index + 1]?.filedAt ?? null]);
  }
  return rounds;
}

function readDown(
  row: NeutralFault,
  path: string,
  assets: ReadonlyMap<string, ScoredAsset>,
): AffectedUnits[] {
  const named = [{ asset: row.asset, units: row.units }, ...(row.alsoDown ?? [])];
  const codes = named.map(({ asset }) => asset ?? NO_LIST);
  const twice = codes.findIndex((code, index) => codes.indexOf(code) < index);
  if (twice > 0) throw refuse('BAD_UNITS', `${path}.alsoDown[${twice - 1}].asset`, 'is named already');
  return named.map(({ asset, units: given }, index): AffectedUnits => {
    const assetCode = asset ?? NO_LIST;
    const quantity = assets.get(assetCode)?.quantity ?? Infinity;
    const units = given ?? Math.min(1, quantity);
    assertUnits(units, quantity, index === 0 ? `${path}.units` : `${path}.alsoDown[${index - 1}].units`);
    return typeof units === 'number'
      ? { assetCode, unitsAffected: units, unitNumbers: null }
      : { assetCode, unitsAffected: units.length, unitNumbers: units };
  });
}

/** Stands for the code of equipment that has none. */
export const NO_LIST = '';

/** A count from 0 to the quantity, or numbers from 1 to it, each once. */
function assertUnits(units: unknown, quantity: number, path: string): void {
  const whole = (unit: unknown, from: number) =>
    Number.isInteger(unit) && Number(unit) >= from && Number(unit) <= Math.min(quantity, MOST_UNITS);
  const fits = Array.isArray(units)
    ? units.every((unit) => whole(unit, 1)) && new Set(units).size === units.length
    : whole(units, 0);
  if (!fits) throw refuse('BAD_UNITS', path, `there are ${quantity} of it`);
}
