import { Ajv2020 } from 'ajv/dist/2020.js';
import { isDay } from '../month.js';
import type { ContractProblem } from './contract-problem.js';
import { durationMs } from './duration.js';
import { bySection, type Section } from './folder.js';
import type { Located } from './located.js';
import { type ContractSchema, problemOf } from './schema-problem.js';

/** Checks a file against its part of the published schema: every problem. */
export type SchemaCheck = (section: Section, source: Located) => ContractProblem[];

const compiled = new WeakMap<ContractSchema, SchemaCheck>();

/** Compiled once a schema, for it takes longer than all the rest of reading a contract. */
export function schemaCheck(schema: ContractSchema): SchemaCheck {
  const check = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, check);
  return check;
}

function compileSchema(schema: ContractSchema): SchemaCheck {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    formats: { date: isDay, duration: (text: string) => durationMs(text) !== null },
  });
  ajv.addSchema(schema, 'contract');
  const validators = bySection((section) => ajv.compile({ $ref: `contract#/properties/${section}` }));
  return (section, source) => {
    const validate = validators[section];
    validate(source.data);
    return (validate.errors ?? []).map((error) => problemOf(schema, source, error));
  };
}
