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
  check: ({ name, assets, signedOn, version }) => {
    const listed = assets.filter(({ listNo }) => listNo > 0);
    const units = listed.reduce((sum, { quantity }) => sum + quantity, 0);
    const counts = `${listed.length} items, ${units} units, ${assets.length - listed.length} without units`;
    return `OK ${name}: ${counts}, signed on ${signedOn}, version ${version}`;
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

/** Runs one command; answers the exit code: 0 done, 1 the contract has problems, 2 the command is wrong. */
function main(args: string[]): number {
  let order: Order;
  try {
    order = readOrder(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  try {
    console.log(order.run(loadContract(order.folder, { signedOn: order.signedOn })));
    return 0;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.problems.map(formatProblem).join('\n'));
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
