import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badInput } from '../errors.js';
import type { FieldProblem } from '../errors.js';

/** A client may write null for whatever it may leave out: no default of ours and no `undefined` may tell them apart. */
class NullIsAbsent extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // the context, which is no input, stays the object that all resolvers of a request share
    return super.transform(metadata.type === 'body' ? withoutNulls(value) : value, metadata);
  }
}

function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => (item === null ? null : withoutNulls(item)));
  if (!isPlain(value)) return value;
  const given = Object.entries(value).filter(([, own]) => own !== null);
  return Object.fromEntries(given.map(([key, own]) => [key, withoutNulls(own)]));
}

/** As GraphQL makes them of an input; not what a scalar has made, such as an instant. */
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/** Checks every input by its class-validator rules; what fails is answered as BAD_USER_INPUT, each field by its path. */
export function inputValidation(): ValidationPipe {
  return new NullIsAbsent({
    transform: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => badInput(errors.flatMap((error) => problemsOf(error))),
  });
}

function problemsOf(error: ValidationError, parents: string[] = []): FieldProblem[] {
  const path = [...parents, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    path: path.join('.'),
    // class-validator's own sentences begin with the property's name
    message: message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}
