import type { FieldPath } from './contract-problem.js';
import type { Section } from './folder.js';
import type { ContractSource } from './source.types.js';

/** Takes down a problem with what stands at a path of a file. */
export type Report = (section: Section, path: FieldPath, expected: string, found?: string) => void;

/** A rule between fields or files. It runs once the files it needs have the shape the schema asks for. */
export interface Check {
  needs: readonly Section[];
  run(source: ContractSource, report: Report): void;
}
