import { spawn } from 'node:child_process';
import { ExpectedError } from '../expected-error.js';

const LAST_LINES = 15;
const LINE_LENGTH = 400;

/** Runs a program to its end; a failure carries its last lines. Answers what it wrote on stdout. */
export async function runTool(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
): Promise<string> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let answer = '';
  let everything = '';
  child.stdout.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
    everything += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => (everything += chunk.toString()));
  const ended = await new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) =>
      done(code === 0 ? '' : `ended with ${signal ?? `exit code ${code}`}`),
    );
  });
  if (!ended) return answer;
  throw new ExpectedError(`${file} ${args.join(' ')}\n${ended}:\n${lastLines(everything)}`);
}

/** The last lines of a text, each cut to a readable length, as shown beside an error. */
export const lastLines = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .slice(-LAST_LINES)
    .map((line) => (line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line))
    .join('\n');
