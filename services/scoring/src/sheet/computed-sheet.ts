import { type Fraction, formatFraction } from '@zhishou/rules/fraction';
import type { Month } from '@zhishou/rules/month';
import { costRows } from '@zhishou/rules/score/count-late';
import type { DeductionCause, Evidence } from '@zhishou/rules/score/item.types';
import type { Sheet } from '@zhishou/rules/score/sheet';
import type { NamedFile } from '../file/named-files.js';
import type { ScoreItemCode } from '@zhishou/rules/contract/score-rules.types';

/** A sheet as it is kept: plain JSON, every number of points exact, `"29"` or `"46/3"`. */
export interface ComputedSheet {
  month: Month;
  performance: string;
  service: string;
  items: ComputedItem[];
  timelyRepair: { met: number; breached: number; rate: string | null };
  /** null where it is known from paper alone */
  availability: { rate: string | null };
  /** the rows it counts, which no other sheet counts again; absent in sheets from before they were noted */
  counted?: string[];
  /** of a month on paper, whose items are on the signed sheet alone: its scans */
  paper?: { files: NamedFile[]; note: string | null };
}

export interface ComputedItem {
  code: ScoreItemCode;
  of: number;
  points: string;
  deductions: ComputedDeduction[];
}

export interface ComputedDeduction {
  cause: DeductionCause;
  points: string;
  evidence: Evidence[];
  /** the month it belongs to, of one that became known too late for it */
  month: Month | null;
}

export const computedSheet = (
  { month, items, performance, service, ...rates }: Sheet,
  counted: string[],
): ComputedSheet => ({
  month,
  performance: formatFraction(performance),
  service: formatFraction(service),
  items: items.map(({ code, of, points, deductions }) => ({
    code,
    of,
    points: formatFraction(points),
    deductions: deductions.map((one) => ({ ...one, points: formatFraction(one.points) })),
  })),
  timelyRepair: {
    met: rates.timelyRepair.met,
    breached: rates.timelyRepair.breached,
    rate: rates.timelyRepair.rate && formatFraction(rates.timelyRepair.rate),
  },
  availability: { rate: formatFraction(rates.availability.rate) },
  counted,
});

/** The rows a sheet counts; of one from before they were noted those that cost something. */
export const rowsOf = ({ counted, items }: ComputedSheet): string[] =>
  counted ??
  items.flatMap(({ code, deductions }) => deductions.flatMap(({ evidence }) => costRows(code, evidence)));

interface OnPaper {
  month: Month;
  performance: Fraction;
  service: Fraction;
  files: NamedFile[];
  note: string | null;
}

export const sheetFromPaper = ({ month, performance, service, files, note }: OnPaper): ComputedSheet => ({
  month,
  performance: formatFraction(performance),
  service: formatFraction(service),
  items: [],
  timelyRepair: { met: 0, breached: 0, rate: null },
  availability: { rate: null },
  paper: { files, note },
});
