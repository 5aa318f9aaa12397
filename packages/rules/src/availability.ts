import type { ContractAsset } from './contract/contract.types.js';
import type { Choices } from './contract/choices.types.js';
import { fraction, type Fraction } from './fraction.js';
import type { Span } from './month.js';
import { clip, without } from './span.js';
import type { AffectedUnits, OpenSpan } from './ticket-case.js';
import {
  type Coverage,
  isWithdrawn,
  type Severity,
  type TicketKind,
  type TicketState,
} from './ticket-life.js';

/** What is known of a fault, as far as availability asks. Instants in ms. */
export interface FaultFacts {
  kind: TicketKind;
  /** as it was last decided */
  severity: Severity | null;
  state: TicketState;
  coverage: Coverage | null;
  /** the report, unless the bureau corrected it */
  startedAt: number;
  /** of the round that passed its recovery test or waits for it; null while no repair stands */
  repairedAt: number | null;
  /** the end of a fault that the carrier resolved, which has no repair */
  closedAt: number | null;
  pauses: readonly OpenSpan[];
  /** the time in the carrier's hands */
  carrier: readonly OpenSpan[];
  /** the equipment it has taken down, each once */
  down: readonly AffectedUnits[];
}

/** Units of one asset that were down together, from one instant to another. */
export interface Outage {
  assetCode: string;
  from: number;
  /** Infinity while they are still down */
  to: number;
  /** known by number; the same number in two outages is the same unit */
  numbered: readonly number[];
  /** how many more; in two outages that overlap they are different units */
  unnumbered: number;
  /** covered by the bureau's judgement, so that it counts outside the asset's period as well */
  judged: boolean;
}

/** Sums over the units of one asset or of many, in units × ms: a year of a thousand units is exact in a double. */
export interface UnitTime {
  down: number;
  inPeriod: number;
}

export type AvailabilityChoices = Pick<
  Choices,
  'score.severities' | 'p6.judged' | 'p6.carrierTime' | 'p6.pauses'
>;

const COUNTED: readonly (Coverage | null)[] = ['COVERED', 'COVERED_BY_JUDGEMENT'];

/**
 * How a fault kept units down: from its start to the repair of the round that passed, less the time in the carrier's
 * hands (附件二 二、1（二）（2); domain §6, P6). Nothing for what is no counted fault: not of a counted severity,
 * cancelled, not covered, or still waiting for the judgement.
 */
export function outagesOf(fault: FaultFacts, choices: AvailabilityChoices): Outage[] {
  const severityCounts = fault.severity !== null && choices['score.severities'].includes(fault.severity);
  if (fault.kind !== 'FAULT' || !severityCounts) return [];
  if (isWithdrawn(fault.state) || !COUNTED.includes(fault.coverage)) return [];
  const judged = fault.coverage === 'COVERED_BY_JUDGEMENT';
  if (judged && choices['p6.judged'] === 'exclude') return [];
  return downSpans(fault, choices).flatMap(({ from, to }) =>
    fault.down.map(({ assetCode, unitsAffected, unitNumbers }): Outage => {
      const numbered = unitNumbers ?? [];
      const unnumbered = Math.max(0, unitsAffected - numbered.length);
      return { assetCode, from, to, numbered, unnumbered, judged };
    }),
  );
}

function downSpans(fault: FaultFacts, choices: AvailabilityChoices): Span[] {
  const to = fault.repairedAt ?? fault.closedAt ?? Infinity;
  const notDown = [
    ...(choices['p6.carrierTime'] === 'excluded' ? fault.carrier : []),
    ...(choices['p6.pauses'] === 'excluded' ? fault.pauses : []),
  ];
  return without(
    { from: fault.startedAt, to },
    notDown.map((span) => ({ from: span.from, to: span.to ?? Infinity })),
  );
}

type AssetPeriod = Pick<ContractAsset, 'quantity' | 'coveredFrom' | 'coveredTo'>;

/** A time in which so many units of one asset were down. */
export interface DownSegment extends Span {
  units: number;
  /** outside of the asset's period, where the bureau's judgement alone makes it count */
  outside: boolean;
}

/**
 * The unit-time of one asset within `window`: down and in period (domain §6, P6). Only time within the asset's own
 * period counts; what is down outside of it by the bureau's judgement enters both sums, or only `down`, as chosen.
 * @param outages those of this asset
 */
export function unitTimeOf(
  asset: AssetPeriod,
  outages: readonly Outage[],
  window: Span,
  choices: AvailabilityChoices,
): UnitTime {
  const inside = periodWithin(asset, window);
  const segments = downSegmentsOf(asset, outages, window);
  const outside = unitTime(segments.filter((one) => one.outside));
  return {
    down: unitTime(segments),
    inPeriod: asset.quantity * (inside.to - inside.from) + (choices['p6.judged'] === 'both' ? outside : 0),
  };
}

/** The part of the window in which the asset is in period. */
export const periodWithin = ({ coveredFrom, coveredTo }: AssetPeriod, window: Span): Span =>
  clip(window, { from: coveredFrom, to: coveredTo });

/** When how many of the asset's units were down within the window, as far as it counts. @param outages those of this asset */
export function downSegmentsOf(asset: AssetPeriod, outages: readonly Outage[], window: Span): DownSegment[] {
  const { quantity, coveredFrom, coveredTo } = asset;
  const judged = outages.filter((outage) => outage.judged);
  const within = (some: readonly Outage[], span: Span, outside: boolean) =>
    downTogether(some, span, quantity).map((segment) => ({ ...segment, outside }));
  return [
    ...within(judged, clip(window, { from: -Infinity, to: coveredFrom }), true),
    ...within(outages, periodWithin(asset, window), false),
    ...within(judged, clip(window, { from: coveredTo, to: Infinity }), true),
  ];
}

const unitTime = (segments: readonly DownSegment[]): number =>
  segments.reduce((sum, { from, to, units }) => sum + (to - from) * units, 0);

/** 1 − down ÷ in period, from 0 to 1; nothing in period is full. */
export function availabilityOf({ down, inPeriod }: UnitTime): Fraction {
  return inPeriod === 0 ? fraction(1) : fraction(Math.max(0, inPeriod - down), inPeriod);
}

/** Walks from one change to the next and tells the units down between them, never more than there are. */
function downTogether(outages: readonly Outage[], span: Span, quantity: number) {
  const changes = outages
    .map((outage) => ({ outage, ...clip(outage, span) }))
    .filter(({ from, to }) => from < to)
    .flatMap(({ outage, from, to }) => [
      { at: from, outage, by: 1 },
      { at: to, outage, by: -1 },
    ])
    .sort((a, b) => a.at - b.at);
  const down = new Map<number, number>();
  const segments: (Span & { units: number })[] = [];
  let unnumbered = 0;
  let since = span.from;
  for (const { at, outage, by } of changes) {
    const units = Math.min(quantity, down.size + unnumbered);
    if (units > 0 && at > since) segments.push({ from: since, to: at, units });
    since = at;
    unnumbered += by * outage.unnumbered;
    for (const unit of outage.numbered) {
      const tickets = (down.get(unit) ?? 0) + by;
      if (tickets === 0) down.delete(unit);
      else down.set(unit, tickets);
    }
  }
  return segments;
}
