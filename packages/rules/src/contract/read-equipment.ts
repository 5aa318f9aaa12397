import { parse } from 'csv-parse/sync';
import type { ContractProblem } from './contract-problem.js';
import type { Located } from './located.js';

/** Reads the equipment lists: one object a line, keyed by the columns named in the first line. */
export function readEquipment(file: string, text: string): Located {
  const lines: number[] = [];
  const problems: ContractProblem[] = [];
  const data = parse<Record<string, string>>(text, {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
    on_record: (record, context) => {
      lines.push(context.lines);
      return record;
    },
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = typeof error?.lines === 'number' ? error.lines : 1;
      problems.push({ file, line, field: '', expected: 'CSV that can be read', found: error?.message ?? '' });
      return undefined;
    },
  });
  return { file, data, lineOf: ([row]) => lines[Number(row)] ?? 1, problems };
}
