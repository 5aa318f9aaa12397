import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { contactText, oneLine, prose } from '../text.js';

// no controls but tab and newline, no halves of surrogate pairs, no text from the back; `oneLine` and `prose` have changed what can be mended
const CLEAN = /^(?:[\t\n]|[^\p{Control}\p{Surrogate}\u202e])*$/u;
/** What text that has passed this way and none other is refused with. */
export const NOT_CLEAN = 'contains control characters';

type Cleaned = (text: string) => string;

const transformed = (change: (value: unknown) => unknown) =>
  Transform(({ value }: { value: unknown }) => change(value));

const cleaned =
  (clean: Cleaned) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? clean(value) : value;

const emptyIsAbsent = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

const text = (max: number, each = false) => [
  IsString({ each }),
  MaxLength(max, { each, message: `at most ${max} characters` }),
  Matches(CLEAN, { each, message: NOT_CLEAN }),
];

type TextField = (max: number, description?: string) => PropertyDecorator;

const required =
  (clean: Cleaned): TextField =>
  (max, description) =>
    applyDecorators(
      Field(() => String, { description }),
      transformed(cleaned(clean)),
      MinLength(1, { message: 'is required' }),
      ...text(max),
    );

const optional =
  (clean: Cleaned): TextField =>
  (max, description) =>
    applyDecorators(
      Field(() => String, { nullable: true, description }),
      transformed((value) => emptyIsAbsent(cleaned(clean)(value))),
      IsOptional(),
      ...text(max),
    );

/*
 * Every text that a client sends comes through one of these: NFC, trimmed, 1 to `max` characters, no control
 * characters. What has nothing in it that can be seen counts as left out.
 */

/** A `String!` input field of one line: newlines become spaces. */
export const RequiredText = required(oneLine);

/** A `String` input field: as RequiredText, but may be left out; null and '' count as left out. */
export const OptionalText = optional(oneLine);

/** A `String!` input field of several lines. */
export const RequiredProse = required(prose);

/** A `String` input field of several lines; null and '' count as left out. */
export const OptionalProse = optional(prose);

/** A `String!` input field for a number, an address or an account name: cleaned of what a phone adds to it unseen. */
export const RequiredContact = required(contactText);

/** As RequiredContact, but may be left out. */
export const OptionalContact = optional(contactText);

/** What every item of a `[String!]` input field must be: one line, not empty. */
export const EachText = (max: number): PropertyDecorator =>
  applyDecorators(
    transformed((value) => (Array.isArray(value) ? value.map(cleaned(oneLine)) : value)),
    MinLength(1, { each: true, message: 'is required' }),
    ...text(max, true),
  );

const KEY_HINT =
  'The same key gives the same answer, done once; 1 to 100 printable ASCII characters without spaces';

/** The `idempotencyKey` that every mutation's input may carry. */
export const IdempotencyKey = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true, description: KEY_HINT }),
    transformed(emptyIsAbsent),
    IsOptional(),
    Matches(/^[\x21-\x7e]{1,100}$/, { message: '1 to 100 printable ASCII characters without spaces' }),
  );
