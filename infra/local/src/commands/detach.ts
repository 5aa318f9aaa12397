import { spawn } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { REPOSITORY } from '../root/repository.js';
import { logFile, stackRoot } from '../root/stack-root.js';
import { requireNoLauncher, runningLauncher } from '../stack/launcher-file.js';

const POLL_MS = 100;

/** Starts the launcher in the background, shows what it prints, and returns once everything is healthy or it gave up. */
export async function detach(folder: string, args: readonly string[]): Promise<number> {
  const root = stackRoot(folder);
  requireNoLauncher(root);
  const log = logFile(root, 'launcher');
  const output = openSync(log, 'a', 0o600);
  const shown = new Tail(log);
  const program = join(REPOSITORY, 'infra/run.mjs');
  const rest = args.filter((arg) => arg !== '--detach');
  const launcher = spawn(process.execPath, [program, 'start', ...rest], {
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let exitCode: number | undefined;
  launcher.once('exit', (code) => (exitCode = code ?? 1));
  while (exitCode === undefined && runningLauncher(root)?.state !== 'ready') {
    shown.print();
    await wait(POLL_MS);
  }
  shown.print();
  launcher.unref();
  return exitCode ?? 0;
}

/** Prints what is added to a file. */
class Tail {
  private position: number;

  constructor(private readonly file: string) {
    this.position = statSync(file).size;
  }

  print(): void {
    const missing = statSync(this.file).size - this.position;
    if (missing <= 0) return;
    const chunk = Buffer.alloc(missing);
    const descriptor = openSync(this.file, 'r');
    this.position += readSync(descriptor, chunk, 0, missing, this.position);
    closeSync(descriptor);
    process.stdout.write(chunk);
  }
}
