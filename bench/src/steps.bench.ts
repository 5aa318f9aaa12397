import { Floor, runFloor } from './floor.js';
import { report, type Row } from './report.js';
import { inParallel, type Measured, summarize } from './stats.js';
import { type BenchSystem, startBenchSystem } from './system.js';

const ALONE = 200;
const TOGETHER = 800;
const CLIENTS = 16;
/** enough for V8 to have compiled what is measured */
const WARM_UP = 300;

const REPORT = `mutation ($input: ReportTicketInput!) { reportTicket(input: $input) { id state } }`;
const ACCEPT = `mutation ($input: AcceptTicketInput!) { acceptTicket(input: $input) { id state } }`;

/** `reportTicket` and `acceptTicket` through the gateway, beside a bare update that awaits one local activity. */
export async function steps(): Promise<void> {
  const bench = await startBenchSystem();
  const floor = await Floor.start(bench.system.file.temporal);
  const rows: Row[] = [];
  try {
    await measure(bench, WARM_UP, CLIENTS, []);
    await measure(bench, ALONE, 1, rows);
    await measure(bench, TOGETHER, CLIENTS, rows);
  } finally {
    await floor.stop();
    await bench.stop();
  }
  report('steps', 'npm run bench -- steps', rows);
}

async function measure(bench: BenchSystem, count: number, clients: number, rows: Row[]): Promise<void> {
  const ids: string[] = [];
  const reported = await inParallel([...Array(count).keys()], clients, async () => {
    const input = {
      kind: 'FAULT',
      severity: 'GENERAL',
      assetCode: 'L1-S1-01',
      summary: '测量',
      channel: 'API',
    };
    const answer = await bench.ask<{ reportTicket: { id: string } }>('reporter', REPORT, { input });
    ids.push(answer.reportTicket.id);
  });
  await untilStarted(bench);
  const accepted = await inParallel(ids, clients, (ticketId) =>
    bench.ask('dispatcher', ACCEPT, { input: { ticketId } }),
  );
  const bare = await runFloor(bench.temporal, count, clients);
  const row = (of: string, { ms, perSecond }: Measured): Row => ({
    clients,
    of,
    ...summarize(ms),
    'a second': perSecond,
    'p50 to floor': Math.round((summarize(ms).p50 / summarize(bare.ms).p50) * 100) / 100,
    'rate to floor': Math.round((perSecond / bare.perSecond) * 100) / 100,
  });
  rows.push(row('floor: update', bare), row('acceptTicket', accepted), row('reportTicket', reported));
}

/** So that accepting is measured, and not the starting of workflows that reporting left behind. */
async function untilStarted({ db }: BenchSystem): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query(
      'SELECT FROM tickets.ticket WHERE process_started_at IS NULL LIMIT 1',
    );
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
