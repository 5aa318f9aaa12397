import { type Check, duration, type Finding, many } from './finding.js';
import { askProgram } from './programs.js';
import { databaseUrlAs, readRows, type Surroundings } from './surroundings.js';

const RECONCILE = 'services/tickets/dist/reconciliation/reconcile.cli.js';
const OWED_AFTER_S = 10;
const SHOWN = 5;

interface Report {
  compared: number;
  drift: { what: string; ticketId: string; number: string | null }[];
  unanswered: number;
  mended: number;
}

const WORDS: Record<string, string> = {
  NOT_RUNNING: 'has lost its process',
  NOT_NOTED: 'does not know that its process runs',
  STILL_RUNNING: 'is over and its process still waits',
  BEHIND: 'has steps that its process never learned',
  AHEAD: 'lacks steps that its process knows: restore them from a backup',
  NO_TICKET: 'does not exist and has a process: end it in Temporal when the ticket is known to be gone',
};

/** Whether every reported ticket has been given its process. */
export const checkOwed: Check = async (surroundings) => {
  const [owed] = await readRows<{ count: number; oldest: number | null }>(
    surroundings,
    `SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - min(reported_at))::float8 AS oldest
     FROM tickets.ticket WHERE process_started_at IS NULL`,
  );
  const { count, oldest } = owed!;
  const ok = oldest === null || oldest < OWED_AFTER_S;
  const says = ok
    ? 'none is owed'
    : `${many(count, 'ticket')} without a process, the oldest for ${duration(oldest)}`;
  return [{ about: 'processes', ok, says, data: owed }];
};

/** Whether tickets and processes agree, right now; with `mend`, after what can be mended was. */
export const checkDrift =
  (mend: boolean): Check =>
  async (surroundings) => {
    const report = await compare(surroundings, mend);
    const wrong = report.drift.slice(0, SHOWN).map(({ what, ticketId, number }): Finding => ({
      about: 'drift',
      ok: false,
      says: `${number ?? ticketId} ${WORDS[what] ?? what}`,
      data: { what, ticketId },
    }));
    const more = report.drift.length - wrong.length;
    if (more > 0) wrong.push({ about: 'drift', ok: false, says: `and ${more} more`, data: report });
    if (report.unanswered > 0)
      wrong.push({
        about: 'drift',
        ok: false,
        says: 'no worker says how far its processes are',
        data: report,
      });
    const mended = report.mended > 0 ? `, ${report.mended} mended` : '';
    const fine = {
      about: 'drift',
      ok: true,
      says: `${report.compared} compared${mended}, all agree`,
      data: report,
    };
    return wrong.length > 0 ? wrong : [fine];
  };

function compare(
  { databaseUrl, temporalAddress, temporalNamespace }: Surroundings,
  mend: boolean,
): Promise<Report> {
  return askProgram<Report>(RECONCILE, ['--json', ...(mend ? ['--mend'] : [])], {
    DATABASE_URL: databaseUrlAs(databaseUrl, 'tickets'),
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: temporalNamespace,
  });
}
