import { parseArgs } from 'node:util';
import { formatProblem } from '@zhishou/rules/contract/contract-problem';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { ContractError, loadContract } from '@zhishou/platform/contract/load-contract';
import { calledFrom } from '../root/called-from.js';
import { describeContract } from './describe-contract.js';
import { exportTable } from './export.command.js';
import { importTable } from './import.command.js';
import { OrderError } from './import.order.js';

const USAGE = `usage: npm run contract -- check <folder> [--signed YYYY-MM-DD]
       npm run contract -- show <folder> [--signed YYYY-MM-DD]
       npm run contract -- import equipment|holidays <file> --contract <folder> [--replace] [--apply] [--json]
       npm run contract -- export equipment|holidays <file> --contract <folder>
check reports every problem of a contract folder, show prints its clocks, periods and totals. import shows what a .csv
or .xlsx would change, row by row, and changes it with --apply; rows the file leaves out stay, or go with --replace.
export writes the list as such a file.`;

const COMMANDS: Record<string, (contract: Contract) => string> = {
  check: ({ id, assets, signedOn, version }) => {
    const listed = assets.filter(({ listNo }) => listNo > 0);
    const units = listed.reduce((sum, { quantity }) => sum + quantity, 0);
    const counts = `${listed.length} items, ${units} units, ${assets.length - listed.length} without units`;
    return `OK ${id}: ${counts}, signed on ${signedOn}, version ${version}`;
  },
  show: describeContract,
};

/** @throws OrderError when the command is not one of ours */
function tell(command: string, args: string[]): Outcome {
  const run = COMMANDS[command];
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { signed: { type: 'string' } },
  });
  const [folder, ...rest] = positionals;
  if (!run || !folder || rest.length > 0) throw new OrderError('one command and one folder are wanted');
  const contract = loadContract(calledFrom(folder), { signedOn: values.signed });
  return { exitCode: 0, text: run(contract) };
}

export interface Outcome {
  /** 0 done, 1 the contract or the table has problems, 2 the command is wrong */
  exitCode: 0 | 1 | 2;
  text: string;
}

/** Runs `check`, `show`, `import` or `export` on a contract folder. */
export async function runContractCommand([command = '', ...args]: string[]): Promise<Outcome> {
  try {
    if (command === 'import') return await importTable(args);
    if (command === 'export') return await exportTable(args);
    return tell(command, args);
  } catch (error) {
    if (error instanceof ContractError)
      return { exitCode: 1, text: error.problems.map(formatProblem).join('\n') };
    if (!isOrderError(error)) throw error;
    return { exitCode: 2, text: `${error.message}\n${USAGE}` };
  }
}

const isOrderError = (error: unknown): error is Error =>
  error instanceof OrderError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
