import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 20_000_000;
/** The launcher itself already writes to this one. */
const LAUNCHER = 'launcher.log';

/** Sets aside logs that have grown large, one earlier file each; called while nothing writes to them. */
export function rotateLogs(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log') && file !== LAUNCHER)) {
    const file = join(folder, name);
    if (statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.1`);
  }
}
