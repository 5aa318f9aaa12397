import { createHash } from 'node:crypto';

/**
 * The one way of ours from a value to JSON: what is stored, hashed, told and sent to a process. Keys are sorted and
 * absent values left out, so that the same thing always gives the same text, also after it has been through a jsonb
 * column. A bigint is a string of digits, as the scalar Fen sends it; a Date its instant in UTC; -0 is 0.
 * @throws TypeError for what JSON would lose in silence: NaN, infinity, an invalid Date, a Map, a Set, a function
 */
export const canonicalJson = (value: unknown): string => textOf(value, '') ?? 'null';

/** The same, as a value: what is read back from it. */
export const jsonOf = (value: unknown): unknown => JSON.parse(canonicalJson(value));

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function textOf(value: unknown, path: string): string | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return `"${value}"`;
    case 'number':
      if (!Number.isFinite(value)) throw noJson(path, String(value));
      return JSON.stringify(value);
    case 'function':
    case 'symbol':
      throw noJson(path, `a ${typeof value}`);
    case 'object':
      return value === null ? 'null' : textOfObject(value, path);
    default:
      return JSON.stringify(value);
  }
}

function textOfObject(value: object, path: string): string | undefined {
  if (value instanceof Map || value instanceof Set) throw noJson(path, `a ${value.constructor.name}`);
  if (value instanceof Date && Number.isNaN(value.getTime())) throw noJson(path, 'an invalid Date');
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return textOf(Reflect.apply(toJSON, value, []), path);
  if (Array.isArray(value))
    return `[${value.map((item, at) => textOf(item, `${path}.${at}`) ?? 'null').join()}]`;
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, item]) => {
      const text = textOf(item, `${path}.${key}`);
      return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
    });
  return `{${entries.join()}}`;
}

const noJson = (path: string, what: string) =>
  new TypeError(`${path === '' ? 'the value' : path.slice(1)} is ${what}, which is no JSON`);
