import { setTimeout as wait } from 'node:timers/promises';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { ticketWorkflowId, ticketWorkflowType } from '@zhishou/messages/workflow-ids';
import { newId } from '@zhishou/platform/ids';
import { openCase, type TicketCase } from '@zhishou/rules/ticket-case';
import { Floor, FLOOR_QUEUE } from './floor.js';
import { timerAndActivity } from './floor.workflows.js';
import { report, type Row } from './report.js';
import { inParallel, summarize } from './stats.js';
import { type BenchSystem, startBenchSystem } from './system.js';

interface Load {
  label: string;
  count: number;
  /** the clocks fall due over so many ms */
  spreadMs: number;
}

const LOADS: Load[] = [
  { label: '1', count: 1, spreadMs: 0 },
  { label: '100 over ten seconds', count: 100, spreadMs: 10_000 },
  { label: '100 in one second', count: 100, spreadMs: 1_000 },
  { label: '1,000 in one second', count: 1_000, spreadMs: 1_000 },
  { label: '5,000 in one second', count: 5_000, spreadMs: 1_000 },
];
const STARTERS = 24;
const STARTS_A_SECOND = 60;
const GIVE_UP_MS = 120_000;
const BUDGET_MS = 24 * 3_600_000;

interface Due {
  id: string;
  at: number;
}

/** From the due instant of a clock to the webhook's arrival, beside bare workflows with a timer and an activity. */
export async function clockLag(args: string[]): Promise<void> {
  const kill = args.includes('--kill');
  const only = args.filter((arg) => !arg.startsWith('--')).map(Number);
  const loads = LOADS.filter(({ count }) => only.length === 0 || only.includes(count));
  const bench = await startBenchSystem();
  const floor = await Floor.start(bench.system.file.temporal);
  const rows: Row[] = [];
  try {
    for (const load of loads) {
      rows.push({ clocks: load.label, of: 'floor', ...(await runFloor(bench, floor, load)) });
      rows.push({ clocks: load.label, of: 'tickets', ...(await runTickets(bench, load, kill)) });
      console.table(rows.slice(-2));
    }
  } finally {
    await floor.stop();
    await bench.stop();
  }
  report(kill ? 'clock-lag-kill' : 'clock-lag', `npm run bench -- clock-lag${kill ? ' --kill' : ''}`, rows);
}

/** Instants far enough away that everything is set up by then. */
function instants({ count, spreadMs }: Load): Due[] {
  const first = Date.now() + 5_000 + (count / STARTS_A_SECOND) * 1_000;
  return Array.from({ length: count }, (_, i) => ({
    id: newId('tkt'),
    at: Math.round(first + (count > 1 ? (spreadMs * i) / count : 0)),
  }));
}

async function runFloor({ temporal }: BenchSystem, floor: Floor, load: Load) {
  const dues = instants(load);
  await inParallel(dues, STARTERS, ({ id, at }) =>
    temporal.workflow.start(timerAndActivity, {
      workflowId: `floor/${id}`,
      taskQueue: FLOOR_QUEUE,
      args: [id, at],
    }),
  );
  await settled(dues, () => dues.filter(({ id }) => floor.ran.has(id)).length);
  return measure(dues, (id) => [floor.ran.get(id)].flatMap((at) => at ?? []));
}

async function runTickets(bench: BenchSystem, load: Load, kill: boolean) {
  const { receiver, system } = bench;
  const dues = instants(load);
  receiver.received.length = 0;
  await insertTickets(bench, dues);
  await inParallel(dues, STARTERS, (due) => startWorkflow(bench, due));
  if (kill) {
    await system.stack.killPart('tickets-worker');
    await system.stack.stopPart('tickets-worker');
    await wait(Math.max(0, dues.at(-1)!.at - Date.now()) + 1_000);
    await system.stack.startPart('tickets-worker');
  }
  const arrivals = () => new Set(receiver.received.map(({ notice }) => notice.data.ticketId));
  await settled(dues, () => arrivals().size);
  const byTicket = new Map<string, Map<string, number>>();
  for (const { id, notice, at } of receiver.received) {
    const ticketId = notice.data.ticketId ?? '';
    const events = byTicket.get(ticketId) ?? new Map<string, number>();
    if (!events.has(id)) events.set(id, at);
    byTicket.set(ticketId, events);
  }
  return measure(dues, (id) => [...(byTicket.get(id)?.values() ?? [])]);
}

/** Waits until all have arrived, or so long that what is missing is lost. */
async function settled(dues: Due[], arrived: () => number): Promise<void> {
  const deadline = dues.at(-1)!.at + GIVE_UP_MS;
  while (arrived() < dues.length && Date.now() < deadline) await wait(100);
  await wait(1_000); // what would come twice comes now
}

function measure(dues: Due[], arrivalsOf: (id: string) => number[]) {
  const lags = dues.flatMap(({ id, at }) =>
    arrivalsOf(id)
      .slice(0, 1)
      .map((arrival) => arrival - at),
  );
  const lastArrival = Math.max(...dues.flatMap(({ id }) => arrivalsOf(id).slice(0, 1)));
  const { p50, p99, max } = summarize(lags);
  return {
    p50,
    p99,
    max,
    'a second': Math.round((lags.length / Math.max(1, lastArrival - dues[0]!.at)) * 1_000),
    lost: dues.length - lags.length,
    twice: dues.filter(({ id }) => arrivalsOf(id).length > 1).length,
  };
}

/** A ticket of another matter has one clock and no other; without warnings its breach is all there is to tell. */
function caseDue({ id, at }: Due, contractVersion: string): TicketCase {
  const budget = { RESPONSE: BUDGET_MS, ONSITE: BUDGET_MS, RESOLVE: BUDGET_MS };
  return openCase(
    {
      ticketId: id,
      kind: 'OTHER',
      severity: null,
      coverage: null,
      reportedAt: at - BUDGET_MS,
      reportedById: 'bench',
    },
    {
      contractVersion,
      budgets: { MAJOR: budget, GENERAL: budget, CONSULTATION: budget },
      warnAt: [],
      callbackDueMs: 0,
      callbackOpenMs: 0,
    },
  );
}

let numbered = 0;

async function insertTickets({ db }: BenchSystem, dues: Due[]): Promise<void> {
  const { rows } = await db.query<{ version: string; contract_id: string }>(
    'SELECT version, contract_id FROM tickets.contract_version',
  );
  const { version, contract_id } = rows[0]!;
  const tickets = dues.map((due) => ({
    id: due.id,
    number: `BENCH-${(numbered += 1)}`,
    kind: 'OTHER',
    state: 'REPORTED',
    round: 1,
    version: 0,
    summary: 'clock-lag',
    channel: 'API',
    units_affected: 0,
    reported_at: new Date(due.at - BUDGET_MS),
    started_at: new Date(due.at - BUDGET_MS),
    reported_by_id: 'bench',
    contract_id,
    contract_version: version,
    process: caseDue(due, version),
    process_started_at: new Date(),
  }));
  const columns = Object.keys(tickets[0]!).join(', ');
  await db.query(
    `INSERT INTO tickets.ticket (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::tickets.ticket, $1::jsonb)`,
    [JSON.stringify(tickets)],
  );
}

function startWorkflow({ temporal }: BenchSystem, due: Due): Promise<unknown> {
  return temporal.workflow.start(ticketWorkflowType('OTHER'), {
    workflowId: ticketWorkflowId('OTHER', due.id),
    taskQueue: TASK_QUEUES.tickets,
    args: [{ case: caseDue(due, 'bench') }],
  });
}
