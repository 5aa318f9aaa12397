import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createLogger } from '@zhishou/platform/log';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { DataSource } from 'typeorm';
import { ticketsDatabase } from '../tickets.database.js';
import { temporalEnv } from '../tickets.env.js';
import { mendDrift, readDrift } from './drift.report.js';
import { createReconciliation } from './reconciliation.js';

const { values: options } = parseArgs({
  options: { mend: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});

const db = await new DataSource(ticketsDatabase()).initialize();
const temporal = connectTemporal(temporalEnv());
try {
  const parts = createReconciliation(db, temporal.client, createLogger('reconcile', process.stderr));
  const mended = options.mend ? await mendDrift(parts) : 0;
  const report = { ...(await readDrift(parts)), mended };
  if (options.json) console.log(JSON.stringify(report));
  else {
    for (const { what, number, ticketId } of report.drift)
      console.log(`${what}  ${number ?? '-'}  ${ticketId}`);
    console.log(
      `${report.compared} compared, ${report.drift.length} apart, ${mended} mended, ${report.unanswered} without answer`,
    );
  }
  process.exitCode = report.drift.length > 0 || report.unanswered > 0 ? 1 : 0;
} finally {
  await temporal.close();
  await db.destroy();
}
