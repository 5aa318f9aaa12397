import type { AffectedUnits, OpenSpan } from '../../ticket-case.js';
import type { FaultFact, HandOffFact, RoundFact } from '../facts.types.js';
import { refuse } from '../refusal.js';
import type { ScoredAsset } from '../score-contract.js';
import type { NeutralFault, NeutralHandOff } from './format.types.js';
import { inOrder, instant, maybeInstant } from './reading.js';

/** @throws Refusal BAD_INSTANT, BAD_ORDER, BAD_UNITS */
export function readFault(
  row: NeutralFault,
  path: string,
  assets: ReadonlyMap<string, ScoredAsset>,
): FaultFact {
  const reportedAt = instant(row.reportedAt, `${path}.reportedAt`);
  const judgedAt = after(reportedAt, row.judgedAt, `${path}.judgedAt`);
  const callback = row.callback && {
    answeredAt: after(reportedAt, row.callback.answeredAt, `${path}.callback.answeredAt`) ?? reportedAt,
    satisfied: row.callback.satisfied,
  };
  return {
    id: row.id,
    asset: row.asset,
    severity: row.severity,
    reportedAt,
    startedAt: maybeInstant(row.startedAt, `${path}.startedAt`) ?? reportedAt,
    acceptedAt: after(reportedAt, row.acceptedAt, `${path}.acceptedAt`),
    down: readDown(row, path, assets),
    coverage: coverageOf(row),
    judgedAt,
    pauses: (row.pauses ?? []).map(({ approvedAt, endedAt }, index): OpenSpan => {
      const at = `${path}.pauses[${index}]`;
      const from = after(reportedAt, approvedAt, `${at}.approvedAt`) ?? reportedAt;
      return { from, to: after(from, endedAt, `${at}.endedAt`) };
    }),
    handOffs: (row.handOffs ?? []).map((handOff, index) =>
      readHandOff(handOff, `${path}.handOffs[${index}]`, reportedAt),
    ),
    reclassified: (row.reclassified ?? [])
      .map(({ at, to }, index) => ({
        at: after(reportedAt, at, `${path}.reclassified[${index}].at`) ?? reportedAt,
        to,
      }))
      .sort((a, b) => a.at - b.at),
    rounds: readRounds(row, path, reportedAt),
    cancelledAt: after(reportedAt, row.cancelledAt, `${path}.cancelledAt`),
    faultType: row.faultType ?? null,
    callback: callback ?? null,
    copies: row.copies ?? 1,
    countIn: row.countIn ?? {},
  };
}

/** Absent stays null; no earlier than what it follows. */
function after(earlier: number, text: string | undefined, path: string): number | null {
  const at = maybeInstant(text, path);
  inOrder(path, [earlier, at]);
  return at;
}

function coverageOf({ coverage = 'COVERED' }: NeutralFault): FaultFact['coverage'] {
  return coverage === 'WAITING' ? null : coverage;
}

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
    return { filedAt, statedAt, testedAt, passed: testedAt !== null && (round.passed ?? false) };
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
  return named.flatMap(({ asset: code, units = 1 }, index): AffectedUnits[] => {
    const asset = code === null ? undefined : assets.get(code);
    const at = index === 0 ? `${path}.units` : `${path}.alsoDown[${index - 1}].units`;
    assertUnits(units, asset?.quantity ?? Infinity, at);
    if (!asset) return [];
    return typeof units === 'number'
      ? [{ assetCode: asset.code, unitsAffected: units, unitNumbers: null }]
      : [{ assetCode: asset.code, unitsAffected: units.length, unitNumbers: units }];
  });
}

/** A count from 0 to the quantity, or numbers from 1 to it, each once. */
function assertUnits(units: number | number[], quantity: number, path: string): void {
  const whole = (unit: number, from: number) => Number.isInteger(unit) && unit >= from && unit <= quantity;
  const fits =
    typeof units === 'number'
      ? whole(units, 0)
      : units.every((unit) => whole(unit, 1)) && new Set(units).size === units.length;
  if (!fits) throw refuse('BAD_UNITS', path, `there are ${quantity} of it`);
}
