import { parseArgs } from 'node:util';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { createLogger } from '../../log.js';
import { connectTemporal } from '../../temporal/client.js';
import { temporalEnv } from '../../temporal/temporal.env.js';
import type { AnyCaseTable } from '../case-table.js';
import { type DriftReport, mendDrift, readDrift } from './drift.report.js';
import { createReconciliation } from './reconciliation.js';

/** What `--json` prints. */
export interface ReconcileAnswer extends DriftReport {
  mended: number;
}

/**
 * What a service's reconcile program does: compares its cases with their workflows, with `--mend` after what can be
 * mended was. Ends with exit code 1 where they are apart.
 */
export async function reconcile(database: DataSourceOptions, tables: readonly AnyCaseTable[]): Promise<void> {
  const { values: options } = parseArgs({
    options: { mend: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const db = await new DataSource(database).initialize();
  const temporal = connectTemporal(temporalEnv());
  try {
    const parts = createReconciliation(
      db,
      temporal.client,
      tables,
      createLogger('reconcile', process.stderr),
    );
    const mended = options.mend ? await mendDrift(parts) : 0;
    const answer: ReconcileAnswer = { ...(await readDrift(parts)), mended };
    process.stdout.write(`${options.json ? JSON.stringify(answer) : wordsOf(answer)}\n`);
    process.exitCode = answer.drift.length > 0 || answer.unanswered > 0 ? 1 : 0;
  } finally {
    await temporal.close();
    await db.destroy();
  }
}

const wordsOf = ({ compared, drift, mended, unanswered }: ReconcileAnswer): string =>
  [
    ...drift.map(({ what, name, caseId }) => `${what}  ${name ?? '-'}  ${caseId}`),
    `${compared} compared, ${drift.length} apart, ${mended} mended, ${unanswered} without answer`,
  ].join('\n');
