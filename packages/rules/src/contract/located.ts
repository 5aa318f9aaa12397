import { type ContractProblem, type FieldPath, formatFound, formatPath } from './contract-problem.js';

/** A file's content together with where each part of it stands. */
export interface Located {
  file: string;
  data: unknown;
  /** line of the field at this path, or of the nearest part around it that exists; counted from 1 */
  lineOf(path: FieldPath): number;
  problems: ContractProblem[];
}

export function valueAt(data: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    data,
  );
}

export function problemAt(
  source: Located,
  path: FieldPath,
  expected: string,
  found = formatFound(valueAt(source.data, path)),
): ContractProblem {
  return { file: source.file, line: source.lineOf(path), field: formatPath(path), expected, found };
}
