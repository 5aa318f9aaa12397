import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluate } from './evaluate.js';
import { factsFile, FormatError } from './facts-file.js';
import type { FactsFile } from './format.types.js';

const EXAMPLE = fileURLToPath(new URL('../../../../../docs/facts.example.json', import.meta.url));
const file = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as FactsFile;

type Path = (string | number)[];

/** Every place of a value, the whole ones as well as what lies in them. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, own]) => placesIn(own, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

const STRANGE = [
  ...[null, true, '', 'x', '1', '1/00', '1/0', '-1', {}, [], [1], [[]]],
  ...[-1, 0, 0.5, 1, 3, 1e-7, 1e15, Number.MAX_SAFE_INTEGER, 1e21, 1e300, 1e308],
  ...[
    '2026-07',
    '2026-07-15',
    '0000-01-01',
    '0001-01',
    '9999-12',
    '9999-12-31',
    '2026-02-29',
    '1970-01-01',
    '2999-12-31',
  ],
  ...[
    '0000-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '2026-07-15T25:00:00Z',
    '2026-07-15T08:00:00+08:00',
  ],
  ...['1970-01-01T00:00:00+14:00', '2999-12-31T23:59:59-14:00'],
];

function changed(path: Path, value: unknown): FactsFile {
  const copy = structuredClone(file);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  (parent as Record<string, unknown>)[path.at(-1)!] = value;
  return copy;
}

/** Null for a file that is not in the format. */
function answersTo(given: FactsFile) {
  try {
    return evaluate(factsFile(given));
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

describe('of any file', () => {
  it('what is in the format has an answer to each case; what is strange in one changes no other', () => {
    const places = placesIn(file.cases).filter((path) => !path.includes('expect') && path.length > 1);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom<unknown>(...STRANGE), (path, value) => {
        const strange = changed(['cases', ...path], value).cases[Number(path[0])]!;
        const cases = [strange, { name: 'full', month: '2026-07' }];
        const answers = answersTo({ ...file, cases });
        if (answers)
          expect(answers).toEqual([expect.any(Object), expect.objectContaining({ service: '100' })]);
      }),
      { numRuns: 800 },
    );
  });

  it('a strange contract is answered as well', () => {
    const places = placesIn(file.contracts);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom<unknown>(...STRANGE), (path, value) => {
        const { contracts } = changed(['contracts', ...path], value);
        const cases = file.cases.filter(({ contract = 'hundred' }) => contract === path[0]).slice(0, 3);
        const answers = answersTo({ contracts, cases });
        if (answers) expect(answers).toHaveLength(cases.length);
      }),
      { numRuns: 400 },
    );
  });
});
