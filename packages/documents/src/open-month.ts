import { type Head } from './layout/head.js';
import { type Instant, type Month } from './layout/day.js';
import { type Points } from './layout/points.js';

/** The month in whose sheet a row is counted, where it is not its own. */
interface Counted {
  countIn: Month | null;
}

export interface OpenDue extends Counted {
  id: string;
  /** the first instant after the day it is due on */
  dueBy: Instant;
  submittedAt: Instant | null;
  conforming: boolean;
}

export interface OpenVisit extends Counted {
  id: string;
  month: Month;
  /** of that month */
  from: Instant;
  to: Instant;
  /** of the last round */
  recordedAt: Instant | null;
  rejected: boolean;
}

export interface OpenCall extends Counted {
  id: string;
  month: Month;
  held: boolean;
}

export interface OpenTask extends Counted {
  id: string;
  endsAt: Instant;
  fulfilled: boolean;
}

export interface OpenEvent extends Counted {
  id: string;
  month: Month;
  kind: string;
  points: number;
}

export interface OpenFault {
  id: string;
  ticket: string;
  asset: string | null;
  /** the last one */
  severity: string;
  /** by contract or judgement */
  covered: boolean;
  copies: number;
  reportedAt: Instant;
  /** of the repair of the round that passed: when it counts in P5 */
  metAt: Instant | null;
  /** when that round was passed */
  closedAt: Instant | null;
  type: string | null;
  answeredAt: Instant | null;
  satisfied: boolean;
  countIn: { P5: Month | null; P7: Month | null; P9: Month | null };
  /** found by unit, which these tables do not tell; null: to be found by equipment and type */
  repeats: boolean | null;
}

/** A time in which the clock of a fault's repair ran, under one budget; in the order of time. */
export interface OpenClock {
  fault: string;
  from: Instant;
  /** null: it runs still */
  to: Instant | null;
  budgetMs: number;
}

export interface OpenAsset {
  code: string;
  subsystem: string | null;
  quantity: number;
  /** in period within the month */
  from: Instant;
  to: Instant;
}

/** A time in which so many units of an asset were down. */
export interface OpenOutage {
  asset: string;
  from: Instant;
  to: Instant;
  units: number;
  /** out of its period, by judgement alone */
  outside: boolean;
}

/** What of the contract decides the points; the keys are those of docs/facts.md. */
export interface OpenRules {
  points: Record<string, Record<string, number>>;
  choices: {
    perPoint: 'whole' | 'fractional';
    late: 'nonconforming' | 'missing' | 'none';
    judged: 'both' | 'numerator' | 'exclude';
    weight: 'unit' | 'subsystem';
    severities: readonly string[];
    repeatWindowMs: number;
  };
}

/** A month's facts and its sheet, for whoever wants to compute the one from the other. */
export interface OpenMonth {
  head: Head;
  month: Month;
  from: Instant;
  to: Instant;
  rules: OpenRules;
  /** in words: up to which fact */
  basis: string;
  items: readonly { code: string; title: string; points: Points }[];
  performance: Points;
  service: Points;
  documents: readonly OpenDue[];
  plans: readonly OpenDue[];
  visits: readonly OpenVisit[];
  calls: readonly OpenCall[];
  tasks: readonly OpenTask[];
  events: readonly OpenEvent[];
  faults: readonly OpenFault[];
  clocks: readonly OpenClock[];
  assets: readonly OpenAsset[];
  outages: readonly OpenOutage[];
}
