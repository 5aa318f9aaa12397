import { report, type Row } from './report.js';
import { summarize } from './stats.js';
import { type BenchSystem, post, startBenchSystem } from './system.js';

const TICKETS = 20;
const ROUNDS = 200;
const WARM_UP = 30;

interface TicketNode {
  id: string;
  asset: { code: string } | null;
  reportedBy: { id: string };
}

/** The list of 20 tickets with asset, availability and reporter, through the gateway and as its direct calls. */
export async function gateway(): Promise<void> {
  const bench = await startBenchSystem();
  try {
    await reportTickets(bench);
    const token = await bench.tokenOf('supervisor');
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const through = () => post(bench.system.file.graphql, LIST, { month }, token);
    const samples = { gateway: [] as number[], direct: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const one = await timed(through);
      const other = await timed(() => directCalls(bench, token, month));
      if (round >= 0) samples.gateway.push(one);
      if (round >= 0) samples.direct.push(other);
    }
    const direct = summarize(samples.direct);
    const rows: Row[] = [
      { path: 'direct calls, one after the other', ...direct, 'p50 to direct': 1 },
      ratioRow('gateway', samples.gateway, direct.p50),
    ];
    report('gateway', 'npm run bench -- gateway', rows);
  } finally {
    await bench.stop();
  }
}

const ratioRow = (path: string, samples: number[], base: number): Row => ({
  path,
  ...summarize(samples),
  'p50 to direct': Math.round((summarize(samples).p50 / base) * 100) / 100,
});

const LIST = `query ($month: Month!) { tickets(first: ${TICKETS}) { nodes { id number state
  asset { code name availability(month: $month) { percent } } reportedBy { id displayName } } } }`;
const TICKETS_ONLY = `{ tickets(first: ${TICKETS}) { nodes { id number state asset { code name } reportedBy { id } } } }`;
const AVAILABILITY = `query ($of: [_Any!]!, $month: Month!) {
  _entities(representations: $of) { ... on Asset { availability(month: $month) { percent } } } }`;
const NAMES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { displayName } } }`;

async function directCalls(bench: BenchSystem, token: string, month: string): Promise<void> {
  const { tickets } = await post<{ tickets: { nodes: TicketNode[] } }>(
    bench.urlOf('tickets'),
    TICKETS_ONLY,
    {},
    token,
  );
  const codes = new Set(tickets.nodes.flatMap(({ asset }) => asset?.code ?? []));
  const people = new Set(tickets.nodes.map(({ reportedBy }) => reportedBy.id));
  const assets = [...codes].map((code) => ({ __typename: 'Asset', code }));
  await post(bench.urlOf('scoring'), AVAILABILITY, { of: assets, month }, token);
  await post(
    bench.urlOf('directory'),
    NAMES,
    { of: [...people].map((id) => ({ __typename: 'Person', id })) },
    token,
  );
}

async function reportTickets(bench: BenchSystem): Promise<void> {
  const { assets } = await bench.ask<{ assets: { nodes: { code: string }[] } }>(
    'supervisor',
    `{ assets(first: ${TICKETS}) { nodes { code } } }`,
  );
  for (const { code } of assets.nodes) {
    const input = { kind: 'FAULT', severity: 'GENERAL', assetCode: code, summary: '测量', channel: 'API' };
    await bench.ask(
      'reporter',
      'mutation ($input: ReportTicketInput!) { reportTicket(input: $input) { id } }',
      { input },
    );
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
