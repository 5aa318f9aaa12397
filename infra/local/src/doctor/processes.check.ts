import { RECONCILIATIONS } from '../system/catalogue.js';
import { type Check, duration, type Finding, many } from './finding.js';
import { askProgram } from './programs.js';
import { databaseUrlAs, readRows, type Surroundings } from './surroundings.js';

const OWED_AFTER_S = 10;
const SHOWN = 5;

/** Cases of one kind without a process, and for how many seconds the oldest has had none. */
export interface Owed {
  kind: string;
  count: number;
  oldest: number | null;
}

/** Every kind of case: its table, and since when it is to have a process. */
const CASES: readonly (readonly [kind: string, table: string, since: string])[] = [
  ['ticket', 'tickets.ticket', 'reported_at'],
  // opened once its time has come, which may be long after the time itself
  [
    'cycle',
    'inspections.cycle',
    `(SELECT max(at) FROM inspections.audit_entry WHERE aggregate_id = cycle.id AND action = 'openCycle')`,
  ],
  ['visit', 'inspections.visit', 'planned_at'],
  ['hazard', 'inspections.hazard', 'proposed_at'],
  ['review', 'inspections.review', 'asked_at'],
  ['measure', 'inspections.measure', 'added_at'],
];

const OWED = CASES.map(
  ([kind, table, since]) =>
    `SELECT '${kind}' AS kind, count(*)::int AS count,
            extract(epoch FROM clock_timestamp() - min(${since}))::float8 AS oldest
     FROM ${table} WHERE process_started_at IS NULL`,
).join(' UNION ALL ');

/** What a service's reconcile program answers. */
export interface Report {
  compared: number;
  drift: { kind: string; what: string; caseId: string; name: string | null }[];
  unanswered: number;
  mended: number;
}

const WORDS: Record<string, string> = {
  NOT_RUNNING: 'has lost its process',
  NOT_NOTED: 'does not know that its process runs',
  STILL_RUNNING: 'is over and its process still waits',
  BEHIND: 'has steps that its process never learned',
  AHEAD: 'lacks steps that its process knows: restore them from a backup',
};
const NO_CASE = (kind: string) =>
  `does not exist and has a process: end it in Temporal when the ${kind} is known to be gone`;

/** Whether every case has been given its process. */
export const checkOwed: Check = async (surroundings) =>
  owedFindings(await readRows<Owed>(surroundings, OWED));

/** What is said of the cases that have no process yet: what is wrong, or that nothing is. */
export function owedFindings(owed: readonly Owed[]): Finding[] {
  const wrong = owed.flatMap(({ kind, count, oldest }): Finding[] => {
    if (oldest === null || oldest < OWED_AFTER_S) return [];
    const says = `${many(count, kind)} without a process, the oldest for ${duration(oldest)}`;
    return [{ about: 'processes', ok: false, says, data: { kind, count, oldest } }];
  });
  return wrong.length > 0 ? wrong : [{ about: 'processes', ok: true, says: 'none is owed', data: owed }];
}

/** Whether cases and processes agree, right now; with `mend`, after what can be mended was. */
export const checkDrift =
  (mend: boolean): Check =>
  async (surroundings) => {
    const services = Object.entries(RECONCILIATIONS);
    const reports = await Promise.all(
      services.map(([service, program]) => compare(surroundings, service, program, mend)),
    );
    return driftFindings(reports);
  };

/** What the services' reports say, for whoever runs the system: what is wrong, or that nothing is. */
export function driftFindings(reports: readonly Report[]): Finding[] {
  const report = sumOf(reports);
  const wrong = report.drift.slice(0, SHOWN).map(({ kind, what, caseId, name }): Finding => ({
    about: 'drift',
    ok: false,
    says: `${name ?? caseId} ${WORDS[what] ?? NO_CASE(kind)}`,
    data: { what, [`${kind}Id`]: caseId },
  }));
  const more = report.drift.length - wrong.length;
  if (more > 0) wrong.push({ about: 'drift', ok: false, says: `and ${more} more`, data: report });
  if (report.unanswered > 0)
    wrong.push({ about: 'drift', ok: false, says: 'no worker says how far its processes are', data: report });
  const mended = report.mended > 0 ? `, ${report.mended} mended` : '';
  const says = `${report.compared} compared${mended}, all agree`;
  return wrong.length > 0 ? wrong : [{ about: 'drift', ok: true, says, data: report }];
}

const compare = (
  { databaseUrl, temporalAddress, temporalNamespace }: Surroundings,
  service: string,
  program: string,
  mend: boolean,
): Promise<Report> =>
  askProgram<Report>(program, ['--json', ...(mend ? ['--mend'] : [])], {
    DATABASE_URL: databaseUrlAs(databaseUrl, service),
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: temporalNamespace,
  });

const sumOf = (reports: readonly Report[]): Report => ({
  compared: reports.reduce((sum, { compared }) => sum + compared, 0),
  drift: reports.flatMap(({ drift }) => drift),
  unanswered: reports.reduce((sum, { unanswered }) => sum + unanswered, 0),
  mended: reports.reduce((sum, { mended }) => sum + mended, 0),
});
