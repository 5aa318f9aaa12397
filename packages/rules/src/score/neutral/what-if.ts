import type { FactsFile, NeutralCase, NeutralFacts } from './format.types.js';

/** What is asked to have been otherwise. */
export interface Changes {
  /** rows that are left out, by their ids */
  without: readonly string[];
  /** rows that are altered: what is given of a row replaces what it says */
  altered: Readonly<Record<string, object>>;
  choices: NonNullable<NeutralCase['choices']>;
  rules: NonNullable<NeutralCase['rules']>;
}

/** The ids of all rows. */
export const rowIds = ({ cases }: FactsFile): Set<string> =>
  new Set(cases.flatMap(({ facts = {} }) => rowsOf(facts).map(({ id }) => id)));

/** The file with every case as it would be; the file itself is not changed. An id that no row has changes nothing. */
export function whatIf(file: FactsFile, { without, altered, choices, rules }: Changes): FactsFile {
  const cases = file.cases.map((own) => ({
    ...own,
    choices: { ...own.choices, ...choices },
    rules: merged(own.rules, rules),
    facts: own.facts && changed(own.facts, without, altered),
  }));
  return { ...file, cases };
}

type Rows = { id: string }[];

const rowsOf = (facts: NeutralFacts): Rows =>
  Object.values(facts).flatMap((rows) => (Array.isArray(rows) ? (rows as Rows) : []));

function changed(facts: NeutralFacts, without: readonly string[], altered: Changes['altered']): NeutralFacts {
  return Object.fromEntries(
    Object.entries(facts as Record<string, unknown>).map(([kind, rows]) => [
      kind,
      Array.isArray(rows)
        ? (rows as Rows)
            .filter(({ id }) => !without.includes(id))
            .map((row) => (Object.hasOwn(altered, row.id) ? { ...row, ...altered[row.id] } : row))
        : rows,
    ]),
  );
}

/** Rules are given item by item, value by value. */
function merged(rules: NeutralCase['rules'] = {}, changes: Changes['rules']): NeutralCase['rules'] {
  const items = Object.entries(changes) as [keyof typeof changes, object][];
  return items.reduce((all, [code, item]) => ({ ...all, [code]: { ...all[code], ...item } }), rules);
}
