import type { ImportSubject, Values } from './import-subject.js';
import type { ImportedRow, ImportProblem } from './read-table.js';

export interface ImportChange {
  /** null for a line that the table leaves out */
  row: number | null;
  change: 'ADDED' | 'CHANGED' | 'UNCHANGED' | 'REMOVED';
  /** of the line */
  key: string;
  values: Values;
  /** of a changed one */
  fields: { column: string; from: string; to: string }[];
}

/** A line as it will be, and the row it came from. */
export interface MergedLine {
  values: Values;
  row: number | null;
}

export interface Merged {
  lines: MergedLine[];
  changes: ImportChange[];
  problems: ImportProblem[];
}

/**
 * What a list becomes by these rows: a row changes the line of its key or adds one; a column the table does not have
 * stays as it is. Lines that no row names stay, and go only where the table is to `replace` the list.
 */
export function mergeRows(
  subject: ImportSubject,
  current: readonly Values[],
  rows: readonly ImportedRow[],
  { replace }: { replace: boolean },
): Merged {
  const known = new Map(current.map((values) => [subject.keyOf(values), values]));
  if (known.size < current.length) {
    const message = `${subject.file} 里有两行是同一项，请先改好`;
    return { lines: [], changes: [], problems: [{ row: 0, column: '', message }] };
  }
  const { rowOf, problems } = byKey(subject, rows);
  const change = (row: ImportedRow): ImportChange =>
    changeOf(subject, known.get(subject.keyOf(row.values)), row);
  const told = rows.filter(({ row }) => !problems.some((problem) => problem.row === row)).map(change);
  const changed = new Map(told.map((one) => [one.key, one]));
  const left = current.filter((values) => !replace || rowOf.has(subject.keyOf(values)));
  const lines: MergedLine[] = left.map((values) => {
    const one = changed.get(subject.keyOf(values));
    return one ? { values: one.values, row: one.row } : { values, row: null };
  });
  for (const { change: what, values, row } of told) {
    if (what !== 'ADDED') continue;
    const place = subject.placeFor(
      lines.map((line) => line.values),
      values,
    );
    lines.splice(place, 0, { values, row });
  }
  const removed = current
    .filter((values) => !left.includes(values))
    .map((values): ImportChange => ({
      row: null,
      change: 'REMOVED',
      key: subject.keyOf(values),
      values,
      fields: [],
    }));
  return { lines, changes: [...told, ...removed], problems };
}

function byKey(subject: ImportSubject, rows: readonly ImportedRow[]) {
  const rowOf = new Map<string, number>();
  const problems: ImportProblem[] = [];
  for (const { row, values } of rows) {
    const key = subject.keyOf(values);
    const first = rowOf.get(key);
    if (key !== '' && first !== undefined)
      problems.push({ row, column: '', message: `${key} 与第 ${first} 行重复` });
    else rowOf.set(key, row);
  }
  return { rowOf, problems };
}

function changeOf(
  subject: ImportSubject,
  before: Values | undefined,
  { row, values }: ImportedRow,
): ImportChange {
  const key = subject.keyOf(values);
  if (!before || key === '') {
    const blank = Object.fromEntries(subject.columns.map((column) => [column.key, '']));
    return { row, change: 'ADDED', key, values: subject.complete({ ...blank, ...values }), fields: [] };
  }
  const after = subject.complete({ ...before, ...values });
  const fields = subject.columns
    .map(({ key: column }) => ({ column, from: before[column] ?? '', to: after[column] ?? '' }))
    .filter(({ from, to }) => from !== to);
  return { row, change: fields.length > 0 ? 'CHANGED' : 'UNCHANGED', key, values: after, fields };
}
