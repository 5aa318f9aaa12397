import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../root/private-file.js';
import { REPOSITORY } from '../root/repository.js';
import { type Failure, failuresOf } from './failures.js';
import { type TimedFile, timesOf } from './slowest-files.js';
import { type JestReport, NOT_RUN, type Tally, tallyOf } from './tally.js';

/** One more than the cores of a small machine: files of tests wait much for what they have started. */
const WORKERS = 3;

/** What tests make is soon garbage: a large young generation collects it cheaply. */
const NODE_OPTIONS = ['--no-warnings', '--max-semi-space-size=64'];

/** So that whoever has deadlines goes first. */
const PATIENT = 10;

export interface JestOptions {
  workers?: number;
  /** leaves the machine to whoever else wants it */
  isPatient?: boolean;
}

export interface JestRun {
  tally: Tally;
  files: TimedFile[];
  failures: Failure[];
}

export const NEVER_RAN: JestRun = { tally: NOT_RUN, files: [], failures: [] };

/** Runs one project of jest.config.mjs in the foreground. */
export async function runJest(
  project: string,
  args: readonly string[],
  env: Record<string, string>,
  { workers = WORKERS, isPatient }: JestOptions = {},
): Promise<JestRun> {
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
  const child = spawn(process.execPath, [jest, ...own, ...args], {
    cwd: REPOSITORY,
    env: { ...process.env, NODE_OPTIONS: NODE_OPTIONS.join(' '), ...env },
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  if (isPatient && child.pid !== undefined) setPriority(child.pid, PATIENT);
  const exitCode = await new Promise<number>((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (code) => done(code ?? 1));
  });
  const found = readJson<JestReport>(report);
  if (!found) return NEVER_RAN;
  const tally = tallyOf(found);
  return {
    tally: exitCode !== 0 && tally.failed === 0 ? NOT_RUN : tally,
    files: timesOf(found),
    failures: failuresOf(found),
  };
}
