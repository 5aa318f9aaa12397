import type { ContractProblem } from '../contract/contract-problem.js';
import type { ContractText } from '../contract/parse-contract.js';

/** A cell of a table as its file gives it. */
export type Cell = string | number | boolean | Date | null;

/** One line of a list, every column as text. */
export type Values = Readonly<Record<string, string>>;

export interface ImportColumn {
  key: string;
  /** its heading in Chinese; `key` is the one in English */
  title: string;
  aliases?: readonly string[];
  kind: 'text' | 'code' | 'number' | 'day' | 'flag';
  /** what belongs there, in words for an operator */
  wanted: string;
}

/** A list of the contract folder that can be imported and exported. */
export interface ImportSubject {
  file: ContractText['file'];
  title: string;
  columns: readonly ImportColumn[];
  /** without these a table is not one of this subject */
  needed: readonly string[];
  /** what stays the same when the rest of a line changes; empty while that is not filled in */
  keyOf(values: Values): string;
  /** fills in what a line may leave out */
  complete(values: Values): Values;
  /** the columns of a line that are wrong though the file could not tell */
  wrong(values: Values): string[];
  read(text: string): Values[];
  /** @returns the file with these lines in place of its own; all else stays as it was written */
  write(text: string, lines: readonly Values[]): string;
  /** @returns at which index a new line goes */
  placeFor(lines: readonly Values[], added: Values): number;
  /** @returns the line and column of a field of the file; null for one outside the list */
  lineOf(field: ContractProblem['field'], lines: readonly Values[]): { index: number; column: string } | null;
  /** what it means for a line to go */
  removal: string;
}
