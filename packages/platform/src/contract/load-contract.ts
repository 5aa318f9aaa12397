import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContractProblem, formatProblem } from '@zhishou/rules/contract/contract-problem';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { type ContractText, parseContract } from '@zhishou/rules/contract/parse-contract';
import type { ContractSchema } from '@zhishou/rules/contract/schema-problem';
import type { Day } from '@zhishou/rules/month';
import { canonicalJson, sha256 } from '../canonical-json.js';
import type { ContractSettings } from './contract.env.js';

const SCHEMA_FILE = new URL('../../../../contracts/schema/contract.schema.json', import.meta.url);

/** A contract folder that cannot be used; the message tells every problem, one a line. */
export class ContractError extends Error {
  constructor(
    readonly folder: string,
    readonly problems: ContractProblem[],
  ) {
    super([`the contract in ${folder} cannot be used:`, ...problems.map(formatProblem)].join('\n'));
    this.name = 'ContractError';
  }
}

interface Loading {
  /** another signing day (YYYY-MM-DD) in place of the folder's own */
  signedOn?: Day;
  /** a file as it would read, in place of the folder's own */
  instead?: ContractText;
}

/**
 * Reads and checks a contract folder.
 * @throws ContractError with every problem by file, line and field
 */
export function loadContract(folder: string, { signedOn, instead }: Loading = {}): Contract {
  const parsed = parseContract({
    texts: readFolder(folder).map((text) => (text.file === instead?.file ? instead : text)),
    schema: readSchema(),
    versionOf: (content) => sha256(canonicalJson(content)),
    signedOn,
  });
  if ('problems' in parsed) throw new ContractError(folder, parsed.problems);
  return parsed.contract;
}

/**
 * Reads and checks all these folders; no two may hold the same contract.
 * @throws ContractError with every problem of the first folder that has some
 */
export function loadContracts({ folders, signedOn }: ContractSettings): Contract[] {
  const contracts = folders.map((folder) => loadContract(folder, { signedOn }));
  contracts.forEach(({ id }, index) => {
    const first = contracts.findIndex((other) => other.id === id);
    if (first === index) return;
    const expected = `an id that no other contract has: ${folders[first]} has it`;
    throw new ContractError(folders[index]!, [
      { file: 'contract.yaml', line: 1, field: 'id', expected, found: id },
    ]);
  });
  return contracts;
}

function readFolder(folder: string): ContractText[] {
  try {
    return readdirSync(folder)
      .filter((file) => /\.(ya?ml|csv)$/.test(file))
      .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ContractError(folder, [
      { file: folder, line: 1, field: '', expected: 'a contract folder', found },
    ]);
  }
}

let schema: ContractSchema | undefined;
const readSchema = (): ContractSchema =>
  (schema ??= JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as ContractSchema);
