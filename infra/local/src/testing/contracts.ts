import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import { coveringSigningDay } from '@zhishou/rules/contract/signing-day';
import { addMonths, dayOf, monthOf, shiftMonth } from '@zhishou/rules/month';
import { REPOSITORY } from '../root/repository.js';

const DEMO = join(REPOSITORY, 'contracts/demo-seconds');

/**
 * The contracts that tests run under: that of seconds, in force today, and one signed a year before, of equipment of its
 * own, that still runs, kept for half a year: one journey has its running month to itself, and there are months to score.
 * @returns their folders
 */
export function writeContracts(folder: string): string[] {
  rmSync(folder, { recursive: true, force: true });
  const now = Date.now();
  const signedOn = coveringSigningDay(loadContract(DEMO), dayOf(now));
  return [
    written(join(folder, 'demo-seconds'), {
      'contract.yaml': [['signedOn: 2026-01-01', `signedOn: ${signedOn}`]],
    }),
    written(join(folder, 'demo-earlier'), {
      'contract.yaml': [
        ['id: demo-seconds', `id: demo-earlier\nkeptFrom: ${shiftMonth(monthOf(now), -6)}-01`],
        ['signedOn: 2026-01-01', `signedOn: ${addMonths(signedOn, -12)}`],
        ['months: 12', 'months: 36'],
        ['KA-LINK', 'E-KA-LINK'],
      ],
      'equipment.csv': [[/^L/gm, 'E']],
    }),
  ];
}

type Change = [from: string | RegExp, to: string];

/** A copy of the demo contract's folder with these changes to its files. */
function written(folder: string, files: Record<string, Change[]>): string {
  cpSync(DEMO, folder, { recursive: true });
  for (const [file, changes] of Object.entries(files)) change(join(folder, file), changes);
  return folder;
}

function change(file: string, changes: readonly Change[]): void {
  const text = changes.reduce(
    (before, [from, to]) => before.replaceAll(from, to),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}
