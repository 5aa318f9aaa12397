/**
 * SQL: one of the columns contains `:text`, however the two are written (see `folded`). For lists of some hundred rows:
 * no index serves it.
 */
export const containsText = (...columns: string[]): string =>
  `(${columns.map((column) => `position(folded(:text) IN folded(${column})) > 0`).join(' OR ')})`;
