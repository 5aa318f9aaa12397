import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** The clone's own folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Ends the process with a message for the person at the terminal. */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/** Seconds since `since` (performance.now), as people read them. */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs one step of the way up and prints its name, what it did (the text `run` answers) and its time. */
export async function step(name, run, { quiet = false } = {}) {
  const began = performance.now();
  const tell = (text) => {
    if (!quiet) process.stdout.write(`${name.padEnd(12)} ${text}\n`);
  };
  try {
    const done = await run(tell);
    tell(`${done ?? 'done'} (${seconds(began)})`);
  } catch (error) {
    process.stderr.write(`${name.padEnd(12)} FAILED (${seconds(began)})\n`);
    throw error;
  }
}

/** Runs a Node script in the foreground and answers its exit code. */
export function runNode(script, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], { stdio: 'inherit' });
  return new Promise((done, refuse) => {
    child.on('error', refuse);
    child.on('exit', (code, signal) => done(signal ? 1 : (code ?? 1)));
  });
}
