import { Ajv2020 } from 'ajv/dist/2020.js';
import { isDay } from '../month.js';
import type { ContractProblem } from './contract-problem.js';
import { durationMs } from './duration.js';
import type { Section } from './folder.js';
import type { Located } from './located.js';
import { type ContractSchema, problemOf } from './schema-problem.js';

/** Checks a file against its part of the published schema: every problem. */
export type SchemaCheck = (section: Section, source: Located) => ContractProblem[];

export function compileSchema(schema: ContractSchema): SchemaCheck {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    formats: { date: isDay, duration: (text: string) => durationMs(text) !== null },
  });
  ajv.addSchema(schema, 'contract');
  return (section, source) => {
    const validate = ajv.compile({ $ref: `contract#/properties/${section}` });
    validate(source.data);
    return (validate.errors ?? []).map((error) => problemOf(schema, source, error));
  };
}
