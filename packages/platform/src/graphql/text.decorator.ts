import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

// no controls but tab and newline, no line separators, direction overrides or halves of surrogate pairs
const CLEAN = /^(?:[\t\n]|[^\p{Control}\p{Surrogate}\u2028-\u202e\u2066-\u2069])*$/u;

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value,
);

const emptyIsAbsent = Transform(({ value }: { value: unknown }) =>
  value === null || value === '' ? undefined : value,
);

const text = (max: number, each = false) => [
  IsString({ each }),
  MaxLength(max, { each, message: `at most ${max} characters` }),
  Matches(CLEAN, { each, message: 'contains control characters' }),
];

/** What every item of a `[String!]` input field must be: at most `max` characters, no control characters. */
export const EachText = (max: number): PropertyDecorator => applyDecorators(...text(max, true));

/** A `String!` input field: trimmed, 1 to `max` characters, no control characters (tab and newline are allowed). */
export const RequiredText = (max: number, description?: string): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description }),
    trimmed,
    MinLength(1, { message: 'is required' }),
    ...text(max),
  );

/** A `String` input field: as RequiredText, but may be left out; null and '' count as left out. */
export const OptionalText = (max: number, description?: string): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true, description }),
    emptyIsAbsent,
    trimmed,
    IsOptional(),
    ...text(max),
  );

const KEY_HINT =
  'The same key gives the same answer, done once; 1 to 100 printable ASCII characters without spaces';

/** The `idempotencyKey` that every mutation's input may carry. */
export const IdempotencyKey = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true, description: KEY_HINT }),
    emptyIsAbsent,
    IsOptional(),
    Matches(/^[\x21-\x7e]{1,100}$/, { message: '1 to 100 printable ASCII characters without spaces' }),
  );
