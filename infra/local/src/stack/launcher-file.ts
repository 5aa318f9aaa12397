import { ExpectedError } from '../expected-error.js';
import { readJson, writePrivateJson } from '../root/private-file.js';
import type { StackRoot } from '../root/stack-root.js';
import { identify } from '../supervisor/process-table.js';

/** Who runs a stack and how to reach it; mode 0600, for the token gives the right to stop and kill its parts. */
export interface LauncherFile {
  pid: number;
  started: string;
  state: 'starting' | 'ready';
  control: { port: number; token: string };
}

/** The launcher that runs the stack at `root` now, if any. */
export function runningLauncher(root: Pick<StackRoot, 'launcherFile'>): LauncherFile | undefined {
  const known = readJson<LauncherFile>(root.launcherFile);
  return known && identify(known.pid)?.started === known.started ? known : undefined;
}

/** Refuses where another launcher runs the stack already. */
export function requireNoLauncher(root: StackRoot): void {
  const other = runningLauncher(root);
  if (!other) return;
  throw new ExpectedError(
    `A launcher (pid ${other.pid}) already runs the stack in ${root.folder}. See npm run status, or stop it with npm stop.`,
  );
}

export function writeLauncherFile(root: StackRoot, file: Omit<LauncherFile, 'pid' | 'started'>): void {
  const started = identify(process.pid)?.started ?? '';
  writePrivateJson(root.launcherFile, { pid: process.pid, started, ...file } satisfies LauncherFile);
}
