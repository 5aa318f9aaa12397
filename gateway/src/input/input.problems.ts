import type { FieldProblem } from '@zhishou/platform/errors';
import { DateTimeScalar, Fen, Month } from '@zhishou/platform/graphql/scalars';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { GraphQLInputObjectType, GraphQLInputType, GraphQLLeafType } from 'graphql';

type Path = readonly (string | number)[];

const EXPECTED: Partial<Record<string, string>> = {
  String: 'must be text',
  ID: 'must be an id',
  Int: 'must be a whole number',
  Float: 'must be a number',
  Boolean: 'must be true or false',
};

// The composed graph knows these by name only.
const OUR_SCALARS: Partial<Record<string, { parseValue: (value: unknown) => unknown }>> = {
  DateTime: new DateTimeScalar(),
  Month,
  Fen,
};

/** What is wrong with a value for one of our scalars; undefined where nothing is, or the scalar is not ours. */
export function scalarProblem(name: string, value: unknown): string | undefined {
  try {
    if (value !== null) OUR_SCALARS[name]?.parseValue(value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Every place where a value sent by a client does not fit its type, in plain words. */
export function problemsOf(type: GraphQLInputType, value: unknown, path: Path): FieldProblem[] {
  if (isNonNullType(type))
    return value == null ? [problem(path, 'is required')] : problemsOf(type.ofType, value, path);
  if (value == null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return problemsOf(type.ofType, value, path);
    return value.flatMap((item, index) => problemsOf(type.ofType, item, [...path, index]));
  }
  return isInputObjectType(type) ? objectProblems(type, value, path) : leafProblems(type, value, path);
}

function objectProblems(type: GraphQLInputObjectType, value: unknown, path: Path): FieldProblem[] {
  if (typeof value !== 'object' || Array.isArray(value)) return [problem(path, 'must be an object')];
  const fields = type.getFields();
  const given = value as Record<string, unknown>;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name) => problem([...path, name], 'is not known here')),
    ...Object.values(fields)
      .filter(({ name, defaultValue }) => Object.hasOwn(given, name) || defaultValue === undefined)
      .flatMap((field) => problemsOf(field.type, given[field.name], [...path, field.name])),
  ];
}

function leafProblems(type: GraphQLLeafType, value: unknown, path: Path): FieldProblem[] {
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return names.some((name) => name === value) ? [] : [problem(path, `must be one of ${names.join(', ')}`)];
  }
  try {
    (OUR_SCALARS[type.name] ?? type).parseValue(value);
    return [];
  } catch (error) {
    return [problem(path, EXPECTED[type.name] ?? (error as Error).message)];
  }
}

/** Paths are told as clients think of them: from inside the one argument `input`, dotted. */
export function problem(path: Path, message: string): FieldProblem {
  const inner = path[0] === 'input' && path.length > 1 ? path.slice(1) : path;
  return { path: inner.join('.'), message };
}
