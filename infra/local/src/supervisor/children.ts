import { setTimeout as wait } from 'node:timers/promises';
import { readJson, writePrivateJson } from '../root/private-file.js';
import type { Part } from './part.js';
import { identify } from './process-table.js';

/** A child of a launcher as written down, so that a later launcher can find it when the first was killed. */
export interface ChildRecord {
  name: string;
  pid: number;
  started: string;
  /** a part of its command line that no other program has */
  marker: string;
  stopSignal: Part['stopSignal'];
}

const POLITE_MS = 10_000;
const POLL_MS = 50;

/** The children of one stack that may be alive, kept in a file. */
export class Children {
  private readonly records = new Map<string, ChildRecord>();

  constructor(private readonly file: string) {}

  add({ name, marker, stopSignal }: Part, pid: number): void {
    const started = identify(pid)?.started;
    if (started) this.records.set(name, { name, pid, started, marker, stopSignal });
    this.save();
  }

  remove(name: string): void {
    this.records.delete(name);
    this.save();
  }

  private save(): void {
    writePrivateJson(this.file, [...this.records.values()]);
  }
}

/** Ends the children an earlier launcher left behind, and nobody else's; answers their names. */
export async function endLeftovers(file: string): Promise<string[]> {
  const leftovers = (readJson<ChildRecord[]>(file) ?? []).filter(isStillRunning);
  for (const { pid, stopSignal } of leftovers) signal(pid, stopSignal);
  const patience = Date.now() + POLITE_MS;
  while (leftovers.some(isStillRunning) && Date.now() < patience) await wait(POLL_MS);
  for (const leftover of leftovers.filter(isStillRunning)) signal(leftover.pid, 'SIGKILL');
  while (leftovers.some(isStillRunning)) await wait(POLL_MS);
  writePrivateJson(file, []);
  return leftovers.map(({ name }) => name);
}

/** Whether the recorded child itself still runs: same pid, same start, same program. */
export function isStillRunning(record: ChildRecord): boolean {
  const found = identify(record.pid);
  return found !== undefined && found.started === record.started && found.command.includes(record.marker);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
