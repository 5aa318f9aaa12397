import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badInput } from '../errors.js';
import type { FieldProblem } from '../errors.js';

/** Checks every input by its class-validator rules; what fails is answered as BAD_USER_INPUT, each field by its path. */
export function inputValidation(): ValidationPipe {
  return new ValidationPipe({
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
