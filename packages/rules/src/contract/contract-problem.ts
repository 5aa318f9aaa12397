/** Something wrong in a contract folder, told so that a person can go there and mend it. */
export interface ContractProblem {
  file: string;
  /** counted from 1 */
  line: number;
  /** `periods[2].from`; empty when it is the whole file */
  field: string;
  expected: string;
  found: string;
}

/** A place inside a file: keys and indexes from its root. */
export type FieldPath = (string | number)[];

const MOST_SHOWN = 60;

/** `clock.startsAt` style keys keep their dots, as they are written in the file. */
export const formatPath = (path: FieldPath): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key),
    '',
  );

/** What stands in the file, short enough for a line. */
export function formatFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = written(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // as deep as a file may be, but not a stack
    if (error instanceof RangeError) return 'something nested too deep';
    throw error;
  }
}

export const formatProblem = ({ file, line, field, expected, found }: ContractProblem): string =>
  `${file}:${line} ${field ? `${field}: ` : ''}expected ${expected}, found ${found}`;
