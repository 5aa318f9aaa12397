import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../src/contract/contract.types.js';
import { formatProblem } from '../src/contract/contract-problem.js';
import { type ContractText, parseContract, type ParsedContract } from '../src/contract/parse-contract.js';
import type { ContractSchema } from '../src/contract/schema-problem.js';

const CONTRACTS = new URL('../../../contracts/', import.meta.url);

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, CONTRACTS)), 'utf8');

const contractSchema = (): ContractSchema =>
  JSON.parse(read('schema/contract.schema.json')) as ContractSchema;

export const contractTexts = (name: string): ContractText[] =>
  readdirSync(fileURLToPath(new URL(name, CONTRACTS))).map((file) => ({
    file,
    text: read(`${name}/${file}`),
  }));

const schema = contractSchema();

/** Every version is the same here: naming contents is left to who loads them. */
export const parse = (texts: ContractText[], signedOn?: string): ParsedContract =>
  parseContract({ texts, schema, versionOf: () => 'test', signedOn });

/** The contract of a folder that must be right; its problems make the test fail. */
export function contractOf(texts: ContractText[], signedOn?: string): Contract {
  const parsed = parse(texts, signedOn);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.contract;
}

/** The same folder with one passage of one file replaced; the passage must be there. */
export function edited(texts: ContractText[], file: string, passage: string, by: string): ContractText[] {
  const target = texts.find((candidate) => candidate.file === file);
  if (!target?.text.includes(passage)) throw new Error(`${file} does not hold ${passage}`);
  return texts.map((each) => (each === target ? { file, text: each.text.replace(passage, by) } : each));
}

export function problemsOf(texts: ContractText[], signedOn?: string): string[] {
  const parsed = parse(texts, signedOn);
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
}
