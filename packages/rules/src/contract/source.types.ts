import type { Day } from '../month.js';
import type { ClockKind, Severity } from '../ticket-life.js';
import type { Choices } from './choices.types.js';
import type {
  AssetSelection,
  ChecklistItem,
  ChannelKind,
  DocumentRule,
  DueDay,
  EscalationReason,
  FaultType,
  Holidays,
  InstalmentRule,
  MonthlyDuties,
  Party,
  Payments,
  ReviewDuties,
  ServiceCode,
  SeverityRule,
  Termination,
} from './contract.types.js';
import type { ScoreRules } from './score-rules.types.js';

/** The files of a contract folder as they are written, once the schema has accepted them. */
export interface ContractSource {
  contract: ContractFile;
  faults: { severities: SeveritySource[]; faultTypes: FaultType[] };
  inspections: { monthly: MonthlyDuties; reviews: ReviewDuties; checklist: ChecklistSource[] };
  scores: ScoreRules;
  payments: Omit<Payments, 'instalments'> & { instalments: InstalmentSource[] };
  documents: { documents: DocumentSource[] };
  escalation: { clause: string; levels: LevelSource[]; reasons: ReasonSource[] };
  choices: Choices;
  equipment: EquipmentRow[];
}

interface ContractFile {
  id: string;
  name: string;
  title: string;
  clause: string;
  parties: { bureau: Party; provider: Party };
  signedOn: Day;
  /** a day, or SIGNING_DAY */
  keptFrom?: string;
  termination?: Termination;
  timeZone: 'Asia/Shanghai';
  totalFen: number;
  holidays: Holidays;
  periods: PeriodSource[];
  items?: ItemSource[];
}

export interface PeriodSource {
  code: string;
  title: string;
  clause: string;
  lists?: number[];
  items?: string[];
  services?: ServiceCode[];
  /** SIGNING_DAY, MM-DD of the year of signing, or a fixed day */
  from: string;
  months: number;
}

export interface ItemSource {
  code: string;
  name: string;
  vendor?: string;
  clause: string;
}

/** Its clocks are ISO 8601 durations. */
export type SeveritySource = SeverityRule & Record<Lowercase<ClockKind>, string> & { code: Severity };

export type ChecklistSource = Omit<ChecklistItem, 'appliesTo' | 'except' | 'mandatory'> & {
  appliesTo?: Partial<AssetSelection>;
  except?: Partial<AssetSelection>;
  mandatory?: boolean;
};

export type InstalmentSource = Omit<InstalmentRule, 'opens' | 'documentsWithinMonths'> & {
  opens: { at: InstalmentRule['opens']['at']; months?: number };
  documentsWithinMonths?: number;
};

export type DocumentSource = Omit<DocumentRule, 'due' | 'scoredIn'> & {
  due?: { on: DueDay; plusDays?: number; remindDays?: number };
  scoredIn?: 'P1' | 'P2';
};

export interface LevelSource {
  level: number;
  code: string;
  title: string;
  side: 'BUREAU' | 'PROVIDER';
  acknowledgeWithin?: string;
  channels: ChannelKind[];
}

export interface ReasonSource {
  reason: EscalationReason;
  title: string;
  level: number;
  majorLevel?: number;
}

/** A line of equipment.csv: every column is text. */
export interface EquipmentRow {
  code: string;
  list_no: string;
  list_name: string;
  subsystem_no: string;
  subsystem_name: string;
  group_no: string;
  group_name: string;
  seq: string;
  name: string;
  vendor: string;
  origin: string;
  model: string;
  unit: string;
  quantity: string;
  source_text: string;
  major_scope: '0' | '1';
  /** its own first day, where it came later than its period began */
  from?: string;
}
