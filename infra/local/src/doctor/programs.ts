import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { lastLines } from '../tools/run-tool.js';

const START = ['--enable-source-maps'];

/** What one of our programs answers as JSON, whatever its exit code. @throws with its last words where it answers none */
export async function askProgram<Answer>(
  entry: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Answer> {
  const child = spawn(process.execPath, [...START, join(REPOSITORY, entry), ...args], {
    env: { ...surroundingEnv(), LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let answer = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise<void>((done, refuse) => {
    child.once('error', refuse);
    child.once('close', () => done());
  });
  try {
    return JSON.parse(answer) as Answer;
  } catch {
    throw new Error(problemIn(complaint || answer) || `${entry} answered nothing`);
  }
}

/** Runs one of our programs in the foreground and answers its exit code. */
export async function runProgram(
  entry: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(process.execPath, [...START, join(REPOSITORY, entry), ...args], {
    env: { ...surroundingEnv(), ...env },
    stdio: 'inherit',
  });
  return new Promise((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (code) => done(code ?? 1));
  });
}

const surroundingEnv = (): NodeJS.ProcessEnv => {
  const { PATH, HOME } = process.env;
  const access = Object.entries(process.env).filter(([name]) => /^(KAFKA|TEMPORAL_TLS)_/.test(name));
  return { PATH, HOME, ...Object.fromEntries(access) };
};

// of a stack trace, the sentence
const problemIn = (text: string): string =>
  lastLines(text)
    .split('\n')
    .find((line) => /Error\b.*: /.test(line))
    ?.trim() ?? lastLines(text).trim();
