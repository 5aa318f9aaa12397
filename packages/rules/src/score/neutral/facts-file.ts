import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { formatFound, formatPath } from '../../contract/contract-problem.js';
import { valueAt } from '../../contract/located.js';
import { pathOf } from '../../contract/schema-problem.js';
import { FACTS_SCHEMA } from './facts.schema.js';
import type { FactsFile } from './format.types.js';
import { contractNameOf } from './read-contract.js';

/** What is not in the neutral format, and where. */
export interface FormatProblem {
  /** `cases[3].facts.faults[0].id`; empty when it is the whole file */
  place: string;
  /** the name of the case it is in, if it is in one */
  caseName?: string;
  expected: string;
  found: string;
}

/** Of a file that is not in the format. */
export class FormatError extends Error {
  constructor(readonly problems: FormatProblem[]) {
    super(`not in the format: ${problems.map(({ place, expected }) => `${place}: ${expected}`).join('; ')}`);
    this.name = 'FormatError';
  }
}

let validator: ValidateFunction<FactsFile> | undefined;

/** Checks the shape of what was read from a file; what is refused case by case is left to `evaluate`. @throws FormatError */
export function factsFile(data: unknown): FactsFile {
  validator ??= new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile<FactsFile>(
    FACTS_SCHEMA,
  );
  if (!validator(data))
    throw new FormatError((validator.errors ?? []).map((error) => problemOf(data, error)));
  const unknown = data.cases.findIndex((own) => !Object.hasOwn(data.contracts, contractNameOf(own)));
  if (unknown >= 0) {
    const { name = '', contract } = data.cases[unknown] ?? {};
    const expected = `one of ${Object.keys(data.contracts).join(', ')}`;
    const place = `cases[${unknown}].contract`;
    throw new FormatError([{ place, caseName: name, expected, found: formatFound(contract) }]);
  }
  return data;
}

function problemOf(data: unknown, { instancePath, keyword, params, message }: ErrorObject): FormatProblem {
  const named: unknown = keyword === 'required' ? params.missingProperty : params.additionalProperty;
  const path: (string | number)[] = [
    ...pathOf(instancePath, data),
    ...(typeof named === 'string' ? [named] : []),
  ];
  const caseName = path[0] === 'cases' ? valueAt(data, [...path.slice(0, 2), 'name']) : undefined;
  return {
    place: formatPath(path),
    ...(typeof caseName === 'string' ? { caseName } : {}),
    expected: expectedBy(keyword, params) ?? message ?? keyword,
    found: formatFound(valueAt(data, path)),
  };
}

function expectedBy(keyword: string, params: ErrorObject['params']): string | undefined {
  if (keyword === 'enum') return `one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'type') return [params.type].flat().join(' or ');
  if (keyword === 'required') return 'a value';
  return keyword === 'additionalProperties' ? 'no such key' : undefined;
}
