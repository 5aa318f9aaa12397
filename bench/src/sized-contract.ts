import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '@zhishou/local/root/repository';

const SHAOGUAN = join(REPOSITORY, 'contracts/shaoguan-2026');

/**
 * The Shaoguan contract with its equipment lists repeated to so many lines, each line of its own code.
 * @returns its folder
 */
export function sizedContract(lines: number): string {
  const folder = join(REPOSITORY, '.local/bench-contracts', String(lines));
  rmSync(folder, { recursive: true, force: true });
  cpSync(SHAOGUAN, folder, { recursive: true });
  const file = join(folder, 'equipment.csv');
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const repeated = Array.from({ length: lines }, (_, index) => {
    const row = rows[index % rows.length]!;
    const turn = Math.floor(index / rows.length);
    return turn === 0 ? row : row.replace(/^[^,]+/, (code) => `${code}-${turn}`);
  });
  writeFileSync(file, `${[head, ...repeated].join('\n')}\n`);
  return folder;
}
