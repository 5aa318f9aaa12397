import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '@zhishou/local/root/repository';

export type Row = Record<string, string | number>;

/** Prints the table and writes it, with the machine, to bench/results/<name>.json. */
export function report(name: string, command: string, rows: Row[]): void {
  console.table(rows);
  const processor = cpus();
  const machine = {
    cores: processor.length,
    processor: processor[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const folder = join(REPOSITORY, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const result = { name, command, at: new Date().toISOString(), machine, rows };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
