import { Scalar } from '@nestjs/graphql';
import type { CustomScalar } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';

const INSTANT = /^(\d{4}-\d{2}-(\d{2}))T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
// beyond these the calendar's arithmetic has no month before or after
const MONTH = /^(19[7-9]\d|2\d{3})-(0[1-9]|1[0-2])$/;
const INTEGER = /^-?\d{1,18}$/;

// the node tells the error formatter which argument or field a literal belongs to
const wrong = (expected: string, nodes?: ValueNode) =>
  new GraphQLError(`expected ${expected}`, { nodes, extensions: { code: 'BAD_USER_INPUT' } });

function literal(node: ValueNode): unknown {
  return node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined;
}

function parseInstant(value: unknown, node?: ValueNode): Date {
  const [text, day, dayOfMonth] = (typeof value === 'string' ? INSTANT.exec(value) : undefined) ?? [];
  const instant = new Date(text ?? NaN);
  // JavaScript takes 31 February for 3 March
  const exists = new Date(day ?? NaN).getUTCDate() === Number(dayOfMonth);
  if (Number.isNaN(instant.getTime()) || !exists)
    throw wrong('an instant with its offset, such as 2026-07-01T08:00:00+08:00', node);
  return instant;
}

/** `@Field(() => Date)`: Date in code; UTC, ISO 8601 on the wire; takes any offset, never a time without one. */
@Scalar('DateTime', () => Date)
export class DateTimeScalar implements CustomScalar<string, Date> {
  get description(): string {
    return 'An instant, ISO 8601; sent in UTC, taken with any offset.';
  }

  serialize(value: unknown): string {
    return new Date(value as Date | number | string).toISOString();
  }

  parseValue(value: unknown): Date {
    return parseInstant(value);
  }

  parseLiteral(node: ValueNode): Date {
    return parseInstant(literal(node), node);
  }
}

function parseMonth(value: unknown, node?: ValueNode): string {
  if (typeof value !== 'string' || !MONTH.test(value)) throw wrong('a month such as 2026-07', node);
  return value;
}

/** `2026-07`: a month in Asia/Shanghai. A string in code. */
export const Month = new GraphQLScalarType<string, string>({
  name: 'Month',
  description: 'A month in Asia/Shanghai, such as 2026-07.',
  serialize: (value) => parseMonth(value),
  parseValue: (value) => parseMonth(value),
  parseLiteral: (node) => parseMonth(literal(node), node),
});

function parseFen(value: unknown, node?: ValueNode): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string' && INTEGER.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw wrong('a whole number of fen', node);
}

/** Money: bigint in code, a string of digits on the wire; takes a whole number too. */
export const Fen = new GraphQLScalarType<bigint, string>({
  name: 'Fen',
  description: 'Money in whole fen (1/100 yuan), as a string of digits.',
  serialize: (value) => parseFen(value).toString(),
  parseValue: (value) => parseFen(value),
  parseLiteral: (node) => parseFen(literal(node), node),
});

/** What is shown as it was recorded. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
});
