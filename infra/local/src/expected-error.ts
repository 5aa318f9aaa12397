/** A failure the person at the terminal can mend: its message says how, and no stack trace is printed. */
export class ExpectedError extends Error {
  readonly expected = true;
}
