import type { ErrorObject } from 'ajv/dist/2020.js';
import type { ContractProblem, FieldPath } from './contract-problem.js';
import { type Located, problemAt, valueAt } from './located.js';

/** The parts of a JSON Schema that tell a person what belongs in a field. */
export interface ContractSchema {
  $ref?: string;
  $defs?: Record<string, ContractSchema>;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, ContractSchema>;
  [keyword: string]: unknown;
}

/** The schema's own words for what it missed, at the line where it missed it. */
export function problemOf(root: ContractSchema, source: Located, error: ErrorObject): ContractProblem {
  const path = pathOf(error.instancePath, source.data);
  const schema = (error.parentSchema ?? {}) as ContractSchema;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required': {
      const name = String(params.missingProperty);
      return problemAt(source, [...path, name], describe(root, schema, name), 'nothing');
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params.additionalProperty ?? params.unevaluatedProperty);
      const known = Object.keys(propertiesOf(root, schema));
      return problemAt(source, [...path, name], oneOf(known), `the unknown field ${name}`);
    }
    case 'enum':
      return problemAt(source, path, oneOf(params.allowedValues as unknown[]));
    case 'uniqueItems':
      return problemAt(source, path, 'each entry only once');
    default:
      return problemAt(source, path, schema.description ?? error.message ?? error.keyword);
  }
}

const oneOf = (values: unknown[]): string =>
  `${values.length > 1 ? 'one of ' : ''}${values.map(String).join(', ')}`;

/** JSON pointer to path; an index is a number where what holds it is a list. */
export function pathOf(pointer: string, data: unknown): FieldPath {
  const path: FieldPath = [];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(valueAt(data, path)) ? Number(key) : key);
  }
  return path;
}

const definition = (root: ContractSchema, { $ref }: ContractSchema): ContractSchema =>
  root.$defs?.[$ref?.split('/').at(-1) ?? ''] ?? {};

const propertiesOf = (root: ContractSchema, schema: ContractSchema): Record<string, ContractSchema> => ({
  ...definition(root, schema).properties,
  ...schema.properties,
});

function describe(root: ContractSchema, schema: ContractSchema, name: string): string {
  const own = propertiesOf(root, schema)[name] ?? {};
  const field = own.$ref ? definition(root, own) : own;
  return field.enum ? oneOf(field.enum) : (field.description ?? 'this field');
}
