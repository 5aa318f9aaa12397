import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../expected-error.js';
import { REPOSITORY } from '../root/repository.js';
import { logFile, stackRoot } from '../root/stack-root.js';

const LINES = '200';

/** `npm run logs -- <part> [-f]`: the end of a part's log; `-f` goes on as it grows. */
export async function logsCommand(args: readonly string[]): Promise<number> {
  const root = stackRoot(join(REPOSITORY, '.local'));
  const follow = args.some((arg) => arg === '-f' || arg === '--follow');
  const [part, ...more] = args.filter((arg) => arg !== '-f' && arg !== '--follow');
  const known = readdirSync(root.logs).map((file) => file.replace(/\.log$/, ''));
  if (!part || more.length > 0 || !existsSync(logFile(root, part))) {
    throw new ExpectedError(
      `npm run logs -- <part> [-f]\nParts with a log: ${known.sort().join(', ') || 'none yet'}`,
    );
  }
  // tail -F follows a log over restarts; Ctrl-C ends it and is no failure.
  const tail = spawn('tail', ['-n', LINES, ...(follow ? ['-F'] : []), logFile(root, part)], {
    stdio: 'inherit',
  });
  return new Promise((done, refuse) => {
    tail.once('error', refuse);
    tail.once('exit', (code) => done(code ?? 0));
  });
}
