import {
  availabilityOf,
  type DownSegment,
  downSegmentsOf,
  type FaultFacts,
  type Outage,
  outagesOf,
  periodWithin,
  type UnitTime,
  unitTimeOf,
} from '../availability.js';
import { add, divide, fraction, type Fraction } from '../fraction.js';
import { groupBy } from '../group-by.js';
import { type Month, monthBounds, type Span } from '../month.js';
import { clip } from '../span.js';
import type { FaultFact } from './facts.types.js';
import type { Evidence } from './item.types.js';
import { carrierResolvedAt, carrierSpans, repairInstant } from './resolve-clock.js';
import type { ScoreContract, ScoredAsset } from './score-contract.js';
import { lastSeverity } from './severity.js';

export interface MonthAvailability {
  /** of all units together, in units × ms */
  time: UnitTime;
  rate: Fraction;
  /** the faults that kept units down in the month */
  evidence: Evidence[];
}

/** An asset and what of it was down in the month, by judgement also what is of no list. */
export interface AssetDown {
  code: string;
  subsystem: string | null;
  /** 0 of what is of no list */
  quantity: number;
  /** in period within the month */
  period: Span;
  down: DownSegment[];
}

/** P6 over all equipment (附件二 二、1（二）（2）; domain §6). */
export function monthAvailability(
  contract: ScoreContract,
  sheet: Month,
  faults: readonly FaultFact[],
): MonthAvailability {
  const window = monthBounds(sheet);
  const { within, byAsset, others } = outagesIn(contract, window, faults);
  const timeOf = (asset: Asset, code: string) =>
    unitTimeOf(asset, byAsset.get(code) ?? [], window, contract.choices);
  const assets = contract.assets.map((asset) => ({
    subsystem: asset.subsystem,
    time: timeOf(asset, asset.code),
  }));
  const time = total([
    ...assets.map((asset) => asset.time),
    ...others.map((code) => timeOf(unlisted(window), code)),
  ]);
  return {
    time,
    rate: contract.choices['availability.weight'] === 'unit' ? availabilityOf(time) : subsystemMean(assets),
    evidence: [...new Set(within.map(({ fault }) => fault))].map((id) => ({ kind: 'FAULT', id })),
  };
}

/** What {@link monthAvailability} sums up, asset by asset. */
export function assetsDown(contract: ScoreContract, sheet: Month, faults: readonly FaultFact[]): AssetDown[] {
  const window = monthBounds(sheet);
  const { byAsset, others } = outagesIn(contract, window, faults);
  const down = (asset: Asset, code: string) => downSegmentsOf(asset, byAsset.get(code) ?? [], window);
  return [
    ...contract.assets.map((asset) => ({
      ...{ code: asset.code, subsystem: asset.subsystem, quantity: asset.quantity },
      ...{ period: periodWithin(asset, window), down: down(asset, asset.code) },
    })),
    ...others.map((code) => ({
      ...{ code, subsystem: null, quantity: 0, period: { from: window.from, to: window.from } },
      down: down(unlisted(window), code),
    })),
  ];
}

function outagesIn(contract: ScoreContract, window: Span, faults: readonly FaultFact[]) {
  const listed = new Map(contract.assets.map((asset) => [asset.code, asset]));
  const assetOf = ({ assetCode }: Outage) => listed.get(assetCode) ?? unlisted(window);
  const within = faults
    .flatMap((fault) => faultOutages(fault, contract))
    .filter((outage) => keepsDown(outage, assetOf(outage), window));
  const byAsset = groupBy(within, ({ assetCode }) => assetCode);
  const others = [...byAsset.keys()].filter((code) => !listed.has(code));
  return { within, byAsset, others };
}

type Asset = Pick<ScoredAsset, 'quantity' | 'coveredFrom' | 'coveredTo'>;

/** Equipment of no list has no period and no quantity: it counts by the bureau's judgement alone. */
const unlisted = ({ from }: Span): Asset => ({
  quantity: Number.MAX_SAFE_INTEGER,
  coveredFrom: from,
  coveredTo: from,
});

/** Whether an outage takes anything from the month: units, within it, and in period or judged to be covered. */
function keepsDown(outage: Outage, { coveredFrom, coveredTo }: Asset, window: Span): boolean {
  if (outage.numbered.length + outage.unnumbered === 0) return false;
  const within = clip(outage, window);
  const counted = outage.judged ? within : clip(within, { from: coveredFrom, to: coveredTo });
  return counted.from < counted.to;
}

/** What the row stands for, all its copies: units known by number are the same in each, mere counts are others. */
const faultOutages = (fault: FaultFact, contract: ScoreContract): (Outage & { fault: string })[] =>
  outagesOf(downFacts(fault, contract), contract.choices).map((outage) => ({
    ...outage,
    unnumbered: outage.unnumbered * fault.copies,
    fault: fault.id,
  }));

function downFacts(fault: FaultFact, contract: ScoreContract): FaultFacts {
  const last = fault.rounds.at(-1);
  const failed = last !== undefined && last.testedAt !== null && !last.passed;
  const covered = fault.coverage === 'NOT_COVERED' ? null : fault.coverage;
  return {
    kind: 'FAULT',
    severity: lastSeverity(fault),
    state: fault.cancelledAt === null ? 'ACCEPTED' : 'CANCELLED',
    coverage: covered,
    startedAt: fault.startedAt,
    repairedAt: last && !failed ? repairInstant(last, contract) : null,
    closedAt: carrierResolvedAt(fault),
    pauses: fault.pauses,
    carrier: carrierSpans(fault, contract),
    down: fault.down,
  };
}

const total = (times: readonly UnitTime[]): UnitTime => ({
  down: times.reduce((sum, { down }) => sum + down, 0),
  inPeriod: times.reduce((sum, { inPeriod }) => sum + inPeriod, 0),
});

/** Each subsystem with something in period weighs alike. */
function subsystemMean(assets: readonly { subsystem: string; time: UnitTime }[]): Fraction {
  const rates = [...groupBy(assets, ({ subsystem }) => subsystem).values()]
    .map((members) => total(members.map(({ time }) => time)))
    .filter(({ inPeriod }) => inPeriod > 0)
    .map(availabilityOf);
  return rates.length === 0 ? fraction(1) : divide(rates.reduce(add), fraction(rates.length));
}
