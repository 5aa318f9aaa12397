import { startAttack } from './attackers.js';
import { fillWithOldTickets } from './old-tickets.js';
import { report, type Row } from './report.js';
import { summarize } from './stats.js';
import { type BenchSystem, startBenchSystem } from './system.js';

const TICKETS = 50_000;
const ATTACKERS = 10;
const WARM_UP_MS = 10_000;
const QUIET_MS = 30_000;
/** what a person may ask for is counted by the minute */
const ATTACKED_MS = 60_000;

const REPORT = `mutation ($input: ReportTicketInput!) { reportTicket(input: $input) { id state } }`;

/** `reportTicket` of one who reports, one after the other, while nobody and while ten people search with all they may. */
export async function starve(): Promise<void> {
  const bench = await startBenchSystem();
  try {
    await reportFor(bench, 0);
    await fillWithOldTickets(bench.db, TICKETS);
    await reportFor(bench, WARM_UP_MS);
    const quiet = await reportFor(bench, QUIET_MS);
    const attack = await startAttack(bench, ATTACKERS);
    const attacked = await reportFor(bench, ATTACKED_MS);
    await attack.stop();
    const base = summarize(quiet).p99;
    report('starve', 'npm run bench -- starve', [
      row('quiet', quiet, base),
      {
        ...row(`${ATTACKERS} attackers`, attacked, base),
        answered: attack.answered,
        refused: attack.refused,
      },
    ]);
  } finally {
    await bench.stop();
  }
}

const row = (reportTicket: string, ms: number[], base: number): Row => ({
  reportTicket,
  ...summarize(ms),
  'p99 to quiet': Math.round((summarize(ms).p99 / base) * 100) / 100,
});

/** @returns the milliseconds of each report; at least of one */
async function reportFor(bench: BenchSystem, duration: number): Promise<number[]> {
  const input = {
    kind: 'FAULT',
    severity: 'GENERAL',
    assetCode: 'L1-S1-01',
    summary: '视频会议终端黑屏',
    channel: 'API',
  };
  const ms: number[] = [];
  const end = performance.now() + duration;
  do {
    const start = performance.now();
    await bench.ask('reporter', REPORT, { input });
    ms.push(performance.now() - start);
  } while (performance.now() < end);
  return ms;
}
