/** Whole fen. */
export type Fen = number;

const YUAN = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `100000050` → `"1,000,000.50"` */
export const yuan = (fen: Fen): string => YUAN.format(fen / 100);

/** How a spreadsheet shows an amount in yuan. */
export const YUAN_FORMAT = '#,##0.00';
