import type { ContractProblem } from '../contract/contract-problem.js';
import type { Cell, ImportSubject } from './import-subject.js';
import { type ImportChange, type MergedLine, mergeRows } from './merge-rows.js';
import { type ImportProblem, readTable, wrongCell } from './read-table.js';

export interface ImportPlan {
  changes: ImportChange[];
  /** by row and column, all at once; with one of them nothing is to be applied */
  problems: ImportProblem[];
  /** what the contract as a whole would have against it, outside the table */
  contractProblems: ContractProblem[];
  /** the file as it would be; as it was when nothing changes */
  text: string;
}

export interface ImportOrder {
  subject: ImportSubject;
  /** the file of the subject as it is */
  text: string;
  cells: readonly (readonly Cell[])[];
  replace: boolean;
  /** what is wrong with the whole contract when the file reads so */
  check: (text: string) => ContractProblem[];
}

/** What importing a table would do, row by row. */
export function planImport({ subject, text, cells, replace, check }: ImportOrder): ImportPlan {
  const table = readTable(cells, subject);
  if (table.problems.some(({ row }) => row === 0))
    return { changes: [], problems: table.problems, contractProblems: [], text };
  const merged = mergeRows(subject, subject.read(text), table.rows, { replace });
  const isSame = merged.changes.every(({ change }) => change === 'UNCHANGED');
  const next = isSame
    ? text
    : subject.write(
        text,
        merged.lines.map(({ values }) => values),
      );
  const found = check(next).map((problem) => ({ problem, told: inRow(problem, subject, merged.lines) }));
  const problems = [...table.problems, ...merged.problems, ...found.flatMap(({ told }) => told ?? [])];
  return {
    changes: merged.changes,
    problems: problems.sort((one, other) => one.row - other.row),
    contractProblems: found.filter(({ told }) => !told).map(({ problem }) => problem),
    text: next,
  };
}

/** Null for what no row of the table has brought about by itself. */
function inRow(
  { field }: ContractProblem,
  subject: ImportSubject,
  lines: readonly MergedLine[],
): ImportProblem | null {
  const values = lines.map((line) => line.values);
  const at = subject.lineOf(field, values);
  const line = at && lines[at.index];
  const column = subject.columns.find(({ key }) => key === at?.column);
  if (!line || line.row === null || !column) return null;
  return wrongCell(line.row, column, line.values[column.key]);
}
