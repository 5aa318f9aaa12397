import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../root/private-file.js';
import { REPOSITORY } from '../root/repository.js';
import { type TimedFile, timesOf } from './slowest-files.js';
import { type JestReport, NOT_RUN, type Tally, tallyOf } from './tally.js';

const WORKERS = 2;

/** Runs one project of jest.config.mjs in the foreground. */
export async function runJest(
  project: string,
  args: readonly string[],
  env: Record<string, string>,
  workers = WORKERS,
): Promise<{ tally: Tally; files: TimedFile[] }> {
  const folder = join(REPOSITORY, '.local/test/reports');
  const report = join(folder, `${project}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const jest = join(REPOSITORY, 'node_modules/.bin/jest');
  const own = [
    '--selectProjects',
    project,
    '--maxWorkers',
    String(workers),
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
  ];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', jest, ...own, ...args],
    {
      cwd: REPOSITORY,
      env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', ...env },
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  const exitCode = await new Promise<number>((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (code) => done(code ?? 1));
  });
  const found = readJson<JestReport>(report);
  if (!found) return { tally: NOT_RUN, files: [] };
  const tally = tallyOf(found);
  return { tally: exitCode !== 0 && tally.failed === 0 ? NOT_RUN : tally, files: timesOf(found) };
}
