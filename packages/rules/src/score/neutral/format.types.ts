import type { ScoreChoices, ScorePoints } from '../score-contract.js';
import type { Severity } from '../../ticket-life.js';
import type { FaultCountIn } from '../facts.types.js';

/** The neutral format, as it is written: see docs/facts.md. Instants, days and kinds are checked when they are read. */
export interface FactsFile {
  contracts: Record<string, NeutralContract>;
  cases: NeutralCase[];
}

export interface NeutralContract {
  signedOn: string;
  assets: Record<string, { quantity: number; list: string; subsystem?: string }>;
  /** from the first day to the last, which still counts */
  periods: Record<string, [string, string]>;
  /** hours */
  resolve?: Partial<Record<Severity, number>>;
  rules?: NeutralRules;
  choices?: NeutralChoices;
}

export type NeutralRules = { [Code in keyof ScorePoints]?: Partial<ScorePoints[Code]> };

export type NeutralChoices = Partial<ScoreChoices & SettlementChoices>;

export interface SettlementChoices {
  'settlement.mean': 'equal' | 'days';
  'settlement.invoice3': 'payable' | 'gross';
}

export interface NeutralCase {
  name: string;
  contract?: string;
  choices?: NeutralChoices;
  rules?: NeutralRules;
  month?: string;
  facts?: NeutralFacts;
  settlement?: NeutralSettlement;
}

export interface NeutralFacts {
  asOf?: string;
  faults?: NeutralFault[];
  documents?: (NeutralDue & { conforming?: boolean })[];
  plans?: NeutralDue[];
  visits?: NeutralVisit[];
  calls?: { id: string; month: string; held: boolean; countIn?: string }[];
  guarantees?: { id: string; endsAt: string; fulfilled?: boolean; judgedAt?: string; countIn?: string }[];
  events?: NeutralEvent[];
}

export interface NeutralFault {
  id: string;
  asset: string | null;
  severity: Severity;
  reportedAt: string;
  startedAt?: string;
  acceptedAt?: string;
  units?: number | number[];
  /** further equipment that is down with it */
  alsoDown?: { asset: string; units?: number | number[] }[];
  coverage?: 'COVERED' | 'COVERED_BY_JUDGEMENT' | 'WAITING' | 'NOT_COVERED';
  judgedAt?: string;
  pauses?: { approvedAt: string; endedAt?: string }[];
  handOffs?: NeutralHandOff[];
  reclassified?: { at: string; to: Severity }[];
  rounds?: { filedAt: string; repairedAt?: string; testedAt?: string; passed?: boolean }[];
  cancelledAt?: string;
  faultType?: string;
  callback?: { answeredAt: string; satisfied: boolean };
  copies?: number;
  countIn?: FaultCountIn;
}

export interface NeutralHandOff {
  declaredAt: string;
  confirmedAt?: string;
  sentBackAt?: string;
  returnedAt?: string;
  carrierResolved?: boolean;
}

export interface NeutralDue {
  id: string;
  dueOn: string;
  submittedAt?: string;
  countIn?: string;
}

export interface NeutralVisit {
  id: string;
  month: string;
  rounds?: { recordedAt: string; reviewedAt?: string; signed?: boolean }[];
  countIn?: string;
}

export interface NeutralEvent {
  id: string;
  month: string;
  kind: string;
  points?: number;
  recordedAt?: string;
  countIn?: string;
}

export interface NeutralSettlement {
  /** fen */
  total: number;
  sheets: NeutralSheet[];
  payments?: NeutralPayments;
}

export interface NeutralSheet {
  month?: string;
  /** of a month that is not confirmed they may be missing */
  performance?: string | number;
  service?: string | number;
  state?: 'OPEN' | 'SCORED' | 'CONFIRMED';
  days?: number;
}

export interface NeutralPayments {
  signedOn?: string;
  completedOn?: string;
  /** the months that have to be confirmed, or how many */
  months?: number | string[];
  documents?: { instalment: number; kind: string; amount?: number; receivedOn: string }[];
  paid?: { instalment: number; amount: number; paidOn: string }[];
  delays?: { instalment: number; days: number }[];
  apart?: { id: string; amount: number }[];
}
