/** Why facts or a settlement cannot be scored; the names are those of the neutral format. */
export type RefusalCode =
  | 'BAD_INSTANT'
  | 'BAD_ORDER'
  | 'BAD_UNITS'
  | 'BAD_POINTS'
  | 'BAD_AMOUNT'
  | 'UNKNOWN_KIND'
  | 'UNKNOWN_DOCUMENT'
  | 'MONTH_OUTSIDE_CONTRACT'
  | 'MONTH_NOT_OVER'
  | 'MONTH_TWICE'
  | 'NO_CONFIRMED_MONTH'
  | 'NOT_FINAL'
  | 'INVOICE_AMOUNT'
  | 'DOCUMENT_TWICE'
  | 'PAYMENT_BEFORE_DOCUMENTS'
  | 'OVERPAID';

export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** where in what was given */
    readonly path: string,
    message?: string,
  ) {
    super(message ?? `${code} at ${path}`);
    this.name = 'Refusal';
  }
}

export const refuse = (code: RefusalCode, path: string, message?: string): Refusal =>
  new Refusal(code, path, message);
