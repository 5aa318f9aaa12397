import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatProblem } from '@zhishou/rules/contract/contract-problem';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { describeContract } from './describe-contract.js';
import { ContractError, loadContract } from './load-contract.js';

const USAGE = `usage: npm run contract -- check <folder> [--signed YYYY-MM-DD]
       npm run contract -- show <folder> [--signed YYYY-MM-DD]
check reports every problem of a contract folder, show prints its clocks, periods and totals.`;

const COMMANDS: Record<string, (contract: Contract) => string> = {
  check: ({ id, assets, signedOn, version }) => {
    const listed = assets.filter(({ listNo }) => listNo > 0);
    const units = listed.reduce((sum, { quantity }) => sum + quantity, 0);
    const counts = `${listed.length} items, ${units} units, ${assets.length - listed.length} without units`;
    return `OK ${id}: ${counts}, signed on ${signedOn}, version ${version}`;
  },
  show: describeContract,
};

interface Order {
  run: (contract: Contract) => string;
  folder: string;
  signedOn?: string;
}

/** @throws Error when the command is not one of ours */
function readOrder(args: string[]): Order {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { signed: { type: 'string' } },
  });
  const [command = '', folder, ...rest] = positionals;
  const run = COMMANDS[command];
  if (!run || !folder || rest.length > 0) throw new Error('one command and one folder are wanted');
  return { run, folder: resolve(process.env.INIT_CWD ?? '.', folder), signedOn: values.signed };
}

export interface Outcome {
  /** 0 done, 1 the contract has problems, 2 the command is wrong */
  exitCode: 0 | 1 | 2;
  text: string;
}

/** Runs `check` or `show` on a contract folder. */
export function runContractCommand(args: string[]): Outcome {
  let order: Order;
  try {
    order = readOrder(args);
  } catch (error) {
    return { exitCode: 2, text: `${(error as Error).message}\n${USAGE}` };
  }
  try {
    return { exitCode: 0, text: order.run(loadContract(order.folder, { signedOn: order.signedOn })) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { exitCode: 1, text: error.problems.map(formatProblem).join('\n') };
  }
}
