import { monthOf } from '@zhishou/rules/month';
import { recordOf, type Result } from '@zhishou/testkit/visit-record';
import { Floor, runFloor } from './floor.js';
import { report, type Row } from './report.js';
import { sizedContract } from './sized-contract.js';
import { type Summary, summarize } from './stats.js';
import { type BenchSystem, startBenchSystem } from './system.js';

/** lines of the contract's equipment → how often its month's plan is submitted, and how many visits are recorded */
const SIZES: [lines: number, plans: number, visits: number][] = [
  [120, 60, 60],
  [10_000, 6, 60],
];
const WARM_UP = 5;

interface Visit {
  id: string;
  engineer: { id: string };
  checklist: { asset: { code: string }; items: { code: string }[] }[];
}

/** A plan submitted, visits recorded and signed, through the gateway: 120 assets, and a made-up 10,000. @param args sizes */
export async function inspections(args: string[]): Promise<void> {
  const rows: Row[] = [];
  const chosen = SIZES.filter(([lines]) => args.length === 0 || args.includes(String(lines)));
  for (const size of chosen) rows.push(...(await rowsOf(size, rows)));
  report('inspections', 'npm run bench -- inspections', rows);
}

async function rowsOf([lines, plans, visits]: [number, number, number], before: Row[]): Promise<Row[]> {
  const bench = await startBenchSystem(sizedContract(lines));
  const floor = await Floor.start(bench.system.file.temporal);
  try {
    const bare = summarize((await runFloor(bench.temporal, 100, 1)).ms);
    const month = monthOf(Date.now());
    const submitted = await submitPlans(bench, month, plans);
    const { recorded, signed, entries } = await recordVisits(bench, month, visits);
    const row = (of: string, assets: number, summary: Summary): Row => ({
      lines,
      of,
      'assets each': assets,
      ...summary,
      'p50 to floor': Math.round((summary.p50 / bare.p50) * 100) / 100,
      'p50 an asset to 120 lines': toFirst(before, of, summary.p50 / assets),
    });
    return [
      row('floor: update', 1, bare),
      row('submitInspectionPlan', lines, submitted),
      row('recordVisit', entries, recorded),
      row('reviewVisit', entries, signed),
    ];
  } finally {
    await floor.stop();
    await bench.stop();
  }
}

function toFirst(rows: Row[], of: string, perAsset: number): number {
  const first = rows.find((row) => row.of === of);
  return first ? Math.round((perAsset / (Number(first.p50) / Number(first['assets each']))) * 100) / 100 : 1;
}

const PROPOSED = `query ($month: Month!) { proposedInspectionPlan(month: $month) { date place engineer { id } assets { code } } }`;
const SUBMIT = `mutation ($input: SubmitPlanInput!) { submitInspectionPlan(input: $input) { state } }`;
const REVIEW_PLAN = `mutation ($input: ReviewPlanInput!) { reviewInspectionPlan(input: $input) { state } }`;

interface Proposed {
  date: string;
  place: string;
  engineer: { id: string };
  assets: { code: string }[];
}

/** Submits the month's plan again and again, sent back in between; the last one is approved. */
export async function submitPlans(bench: BenchSystem, month: string, count: number): Promise<Summary> {
  const { proposedInspectionPlan } = await bench.ask<{ proposedInspectionPlan: Proposed[] }>(
    'dispatcher',
    PROPOSED,
    { month },
  );
  const visits = proposedInspectionPlan.map(({ date, place, engineer, assets }) => ({
    date,
    place,
    engineerId: engineer.id,
    assetCodes: assets.map(({ code }) => code),
  }));
  const ms: number[] = [];
  for (let turn = -WARM_UP; turn < count; turn += 1) {
    const start = performance.now();
    await bench.ask('dispatcher', SUBMIT, { input: { month, visits } });
    if (turn >= 0) ms.push(performance.now() - start);
    const decision = turn === count - 1 ? 'APPROVE' : 'RETURN';
    await bench.ask('supervisor', REVIEW_PLAN, { input: { month, decision, comment: '再改' } });
  }
  return summarize(ms);
}

const VISITS = `query ($month: Month!) { inspectionCycle(month: $month) { visits { id engineer { id } } } }`;
const VISIT = `query ($id: ID!) { visit(id: $id) { id engineer { id } checklist { asset { code } items { code } } } }`;
const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { state } }`;
const REVIEW = `mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { state } }`;
const ME = '{ me { id } }';

/** Records visits, one after the other, and signs each; a redo for each that is rejected makes up for too few visits. */
async function recordVisits(bench: BenchSystem, month: string, count: number) {
  const engineers = new Map<string, string>();
  for (const name of ['engineer1', 'engineer2', 'engineer3', 'engineer4'])
    engineers.set((await bench.ask<{ me: { id: string } }>(name, ME)).me.id, name);
  const { me } = await bench.ask<{ me: { id: string } }>('supervisor', ME);
  const visits = await visitsOf(bench, month);
  const recorded: number[] = [];
  const signed: number[] = [];
  let entries = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const { visit } = await bench.ask<{ visit: Visit }>('supervisor', VISIT, {
      id: visits[turn % visits.length]!.id,
    });
    const results = visit.checklist.flatMap(({ asset, items }) =>
      items.map(({ code }): Result => ({ assetCode: asset.code, item: code, result: 'OK' })),
    );
    const input = recordOf({
      visitId: visit.id,
      accompaniedBy: me.id,
      contactName: `王值班${turn}`,
      results,
    });
    recorded.push(await timed(() => bench.ask(engineers.get(visit.engineer.id)!, RECORD, { input })));
    const sign = turn >= count - visits.length;
    const review = { visitId: visit.id, sign, comment: '照片不清' };
    signed.push(await timed(() => bench.ask('supervisor', REVIEW, { input: review })));
    entries += visit.checklist.length;
  }
  return {
    recorded: summarize(recorded),
    signed: summarize(signed),
    entries: Math.round(entries / count),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Of the plan in force, once their workflows are under way. */
async function visitsOf(bench: BenchSystem, month: string): Promise<{ id: string }[]> {
  for (;;) {
    const { rows } = await bench.db.query<{ open: number; all: number }>(
      `SELECT count(*) FILTER (WHERE process_started_at IS NULL)::int AS open, count(*)::int AS all
       FROM inspections.visit WHERE month = $1 AND state <> 'CANCELLED'`,
      [month],
    );
    if (rows[0]!.open === 0 && rows[0]!.all > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { inspectionCycle } = await bench.ask<{ inspectionCycle: { visits: { id: string }[] } }>(
    'supervisor',
    VISITS,
    { month },
  );
  return inspectionCycle.visits;
}
