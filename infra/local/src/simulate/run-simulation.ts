import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ExpectedError } from '../expected-error.js';
import { REPOSITORY } from '../root/repository.js';
import { attachmentsOf, type StackRoot } from '../root/stack-root.js';
import type { Tell } from '../step.js';
import { lastLines } from '../tools/run-tool.js';
import { forgetMadeUp, type MadeUp, noteMadeUp } from './made-up.js';

const PROGRAM = join(REPOSITORY, 'simulate/dist/simulate.cli.js');
/** What the program ends with when it has changed nothing, because something is there already. */
const NOT_EMPTY = 3;

/** Where the services that start afterwards keep files. */
const filesGoTo = (root: Pick<StackRoot, 'data'>) => ({
  ATTACHMENT_STORE: `folder:${attachmentsOf(root)}`,
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => name.startsWith('ATTACHMENT_') && value !== ''),
  ),
});

/** Makes up what is not made up yet, in a database where no service has run. @param databaseUrl of a superuser */
export async function runSimulation(
  root: Pick<StackRoot, 'data'>,
  madeUp: MadeUp,
  databaseUrl: string,
  tell: Tell,
): Promise<string> {
  if (madeUp.isWhole) return `沿用已有的模拟数据，签订日 ${madeUp.signedOn}`;
  noteMadeUp(root, madeUp);
  const { contract, signedOn, faults, seed } = madeUp;
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', PROGRAM, '--faults', `${faults}`, '--seed', `${seed}`],
    {
      env: {
        PATH,
        HOME,
        DATABASE_URL: databaseUrl,
        CONTRACT_DIR: contract,
        CONTRACT_SIGNED_ON: signedOn,
        LOG_LEVEL: 'error',
        ...filesGoTo(root),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  createInterface({ input: child.stdout }).on('line', tell);
  const code = await new Promise<number | null>((done, refuse) => {
    child.once('error', refuse);
    child.once('close', done);
  });
  if (code === 0) {
    noteMadeUp(root, { ...madeUp, isWhole: true });
    return `模拟完成，签订日 ${signedOn}`;
  }
  if (code !== NOT_EMPTY) throw new ExpectedError(`模拟没有做完：\n${lastLines(complaint)}`);
  forgetMadeUp(root);
  throw new ExpectedError(`${complaint.trim()}。\n要清空全部数据后重来，请加 --fresh。`);
}
