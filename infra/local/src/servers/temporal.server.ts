import { join } from 'node:path';
import { privateFolder } from '../root/private-file.js';
import { logFile, type StackRoot } from '../root/stack-root.js';
import type { Part } from '../supervisor/part.js';
import { venvProgram } from '../tools/python.js';
import { runTool } from '../tools/run-tool.js';

const NAMESPACE = 'default';
const RETENTION = '720h';

export interface TemporalOptions {
  root: StackRoot;
  port: number;
  uiPort: number;
}

const program = (): string => venvProgram('temporal');

/** How to run the Temporal server: one program with its state in SQLite. */
export function temporalServer({ root, port, uiPort }: TemporalOptions): Part {
  const data = join(root.data, 'temporal');
  privateFolder(data);
  const database = join(data, 'temporal.db');
  return {
    name: 'temporal',
    kind: 'server',
    command: [
      program(),
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...['--ui-disable-news-fetch', '--log-level', 'warn', '--db-filename', database],
      // Twice the throughput and a third of the timer lag of the default pragmas.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ],
    env: {},
    log: logFile(root, 'temporal'),
    marker: database,
    stopSignal: 'SIGTERM',
    health: () => pingTemporal(`127.0.0.1:${port}`),
  };
}

/** Rejects while the server at `address` does not answer. */
async function pingTemporal(address: string): Promise<void> {
  await runTool(program(), [
    'operator',
    'namespace',
    'describe',
    '-n',
    NAMESPACE,
    '--address',
    address,
    '--command-timeout',
    '3s',
  ]);
}

/** Keeps closed workflows for 30 days, instead of the single day of the development server. */
export async function keepWorkflows(address: string): Promise<void> {
  await runTool(program(), [
    'operator',
    'namespace',
    'update',
    '-n',
    NAMESPACE,
    '--retention',
    RETENTION,
    '--address',
    address,
  ]);
}
