import type { PartGone } from '../clock.js';
import type { Day } from '../month.js';
import type { ClockKind, Severity } from '../ticket-life.js';
import type { Choices } from './choices.types.js';
import type { ScoreRules } from './score-rules.types.js';

/**
 * A contract folder, checked and resolved: durations in milliseconds, days turned into instants, money in fen.
 * It is plain JSON, so that it can be stored and sent as it is. `clause` names the place in the paper contract.
 */
export interface Contract {
  /** the same in every version of it, and no other contract's; what belongs to a contract is kept under it */
  id: string;
  /** what people call it for short */
  name: string;
  title: string;
  clause: string;
  /** SHA-256 (hex) of the folder's content and the signing day: comments and layout do not change it */
  version: string;
  parties: { bureau: Party; provider: Party };
  signedOn: Day;
  /** the first day the system keeps, of a bureau that begins in mid-contract; null: its folder names none */
  keptFromDay: Day | null;
  /** null: it runs to its end. Its periods end with the last day */
  termination: Termination | null;
  timeZone: 'Asia/Shanghai';
  /** the price of the whole contract, a safe integer of fen */
  totalFen: number;
  holidays: Holidays;
  periods: Period[];
  assets: ContractAsset[];
  severities: SeverityRule[];
  /** the time each severity gives to each clock, in ms */
  budgets: Record<Severity, Record<ClockKind, number>>;
  /** in rising order */
  warnAt: PartGone[];
  callback: { dueMs: number; openMs: number };
  faultTypes: FaultType[];
  checklist: ChecklistItem[];
  monthly: MonthlyDuties;
  reviews: ReviewDuties;
  scores: ScoreRules;
  payments: Payments;
  documents: DocumentRule[];
  escalation: EscalationPolicy;
  choices: Choices;
}

/** 解散、责令关闭或破产; 严重违反合同; 不可抗力 (五). */
export type TerminationCause = 'PROVIDER_CLOSING' | 'SERIOUS_BREACH' | 'FORCE_MAJEURE';

/** The contract ends before its time (五). */
export interface Termination {
  cause: TerminationCause;
  /** the day of the written notice */
  noticeOn: Day;
  /** which still counts */
  lastDay: Day;
}

export interface Party {
  name: string;
}

/** What differs from Monday to Friday. */
export interface Holidays {
  /** no working days, though of the week */
  off: { from: Day; to: Day; name: string }[];
  /** weekend days that are worked */
  worked: Day[];
}

export type ServiceCode = 'INSPECTION' | 'GUARANTEE';

/** A line of the contract's price list: what it covers, and from when to when. */
export interface Period {
  code: string;
  title: string;
  clause: string;
  lists: number[];
  items: string[];
  services: ServiceCode[];
  fromDay: Day;
  toDay: Day;
  /** 00:00 of the first day, ms */
  from: number;
  /** 24:00 of the last day, ms */
  to: number;
  /** it begins on the signing day, whenever that is */
  fromSigning: boolean;
}

/** A line of an equipment list, or an item without units (quantity 0, list 0), as the Ka link. */
export interface ContractAsset {
  code: string;
  listNo: number;
  listName: string;
  subsystemNo: number | null;
  subsystemName: string | null;
  groupNo: string | null;
  groupName: string | null;
  seq: number;
  name: string;
  vendor: string | null;
  origin: string | null;
  model: string | null;
  unit: string | null;
  quantity: number;
  /** the cell of the paper contract */
  sourceText: string;
  /** of a system the contract names where it defines a major fault: suggests a severity, never decides it */
  majorScope: boolean;
  coveredFromDay: Day;
  /** the last day, which still counts */
  coveredToDay: Day;
  /** 00:00 of the first day, ms */
  coveredFrom: number;
  /** 24:00 of the last day, ms: the first instant outside */
  coveredTo: number;
}

export interface SeverityRule {
  code: Severity;
  name: string;
  meaning: string;
  clause: string;
}

export interface FaultType {
  code: string;
  name: string;
  clause: string;
}

/** What a visit checks (一、3(3)4), and on which assets. */
export interface ChecklistItem {
  code: string;
  title: string;
  clause: string;
  /** null: every line of the equipment lists; items without units only where they are named */
  appliesTo: AssetSelection | null;
  except: AssetSelection;
  /** NOT_APPLICABLE is no answer to it */
  mandatory: boolean;
}

/** Assets of whole lists, of whole subsystems, and single ones, together. */
export interface AssetSelection {
  lists: number[];
  subsystems: { list: number; no: number }[];
  assets: string[];
}

/** What the contract wants at least so often a month. */
export interface MonthlyDuties {
  inspections: { atLeast: number; clause: string };
  jointTests: { atLeast: number; technicians: number; clause: string };
  calls: { atLeast: number; clause: string };
}

/** What becomes of a closed major fault (三、1(5)). In days; where something is recalled, 0: never. */
export interface ReviewDuties {
  /** so many days after the day on which it is asked for is its review due */
  dueDays: number;
  remindDays: number;
  measureRemindDays: number;
  clause: string;
}

export type PaymentDocumentKind = 'INVOICE' | 'PAYMENT_NOTICE' | 'SERVICE_DOCUMENTS';

export interface Payments {
  clause: string;
  /** the bureau applies for payment within so many days of the last document or the opening, the later one */
  termDays: number;
  /** so many days before its term ends an instalment is recalled; 0: never */
  remindDays: number;
  documentKinds: Record<PaymentDocumentKind, string>;
  /** codes of the documents that make up SERVICE_DOCUMENTS */
  serviceDocuments: string[];
  instalments: InstalmentRule[];
}

export interface InstalmentRule {
  no: number;
  title: string;
  clause: string;
  percent: number;
  /** the last instalment takes the rest and the deduction */
  opens: { at: 'SIGNING' | 'COMPLETION'; months: number };
  /** the documents are wanted within so many months of the opening, as a reminder */
  documentsWithinMonths: number | null;
  documents: PaymentDocumentKind[];
}

export type DueDay = 'SIGNING_DAY' | 'LAST_DAY_OF_MONTH' | 'LAST_DAY_OF_PREVIOUS_MONTH' | 'COMPLETION';

export interface DocumentRule {
  code: string;
  title: string;
  clause: string;
  by: 'PROVIDER' | 'BUREAU' | 'BOTH';
  /** one for each of these */
  each: 'CONTRACT' | 'MONTH' | 'VISIT' | 'FAULT' | 'INSTALMENT';
  /** null: wanted, but on no certain day */
  due: { on: DueDay; plusDays: number; remindDays: number } | null;
  /** the score item that a missing or late one costs */
  scoredIn: 'P1' | 'P2' | null;
}

export type EscalationReason =
  | 'MAJOR_FAULT'
  | `${ClockKind}_${'WARNING' | 'BREACH'}`
  | `${'PLAN' | 'SUMMARY' | 'REPORT' | 'REVIEW' | 'MEASURE'}_${'DUE' | 'OVERDUE'}`
  | `${'HAZARD' | 'MEASURE'}_VERIFICATION`
  | 'HAZARD_CONSENT'
  | 'RECORD_REVIEW'
  | 'ROSTER_GAP'
  | 'LOW_STOCK'
  | 'NDA_MISSING';

export type ChannelKind = 'DINGTALK' | 'WECOM' | 'FEISHU' | 'WEBHOOK' | 'EMAIL';

export interface EscalationPolicy {
  clause: string;
  levels: EscalationLevel[];
  reasons: ReasonRule[];
}

export interface EscalationLevel {
  level: number;
  code: string;
  title: string;
  side: 'BUREAU' | 'PROVIDER';
  /** without an acknowledgement in this time the next level is called; null on the last level */
  acknowledgeWithinMs: number | null;
  /** a channel that fails is followed by the next */
  channels: ChannelKind[];
}

export interface ReasonRule {
  reason: EscalationReason;
  title: string;
  /** the first level called */
  level: number;
  /** the first level called when the fault is a major one */
  majorLevel: number;
}
