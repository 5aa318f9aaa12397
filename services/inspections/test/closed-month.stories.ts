import { expect, it } from '@jest/globals';
import { monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import { takeHazard } from './hazard.builder.js';
import type { InspectionsWorld } from './inspections.world.js';
import { allRight, engineerOf, recordOf } from './record.builder.js';
import { change, document, justNow, seen } from './reports.builder.js';

const MONTH = monthOf(Date.now());
const NEXT = shiftMonth(MONTH, 1);
const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';

interface Closed {
  world: InspectionsWorld;
  /** one that nobody has recorded */
  visit: { id: string; engineer: { id: string }; assets: { code: string }[] };
}

/** Of a month that was closed with a hazard found in it and one from before, on neither of which anybody has decided. */
export function closedMonthStories(open: () => Closed): void {
  it('stays in the papers of its month as it was, whatever comes after', async () => {
    const { world, visit } = open();
    const papers = async () => [
      await document(world, MONTH, 'INSPECTION_REPORT'),
      await document(world, MONTH, 'HAZARD_LIST'),
      await document(world, MONTH, 'JOINT_TEST_REPORT'),
    ];
    const before = await papers();
    expect(before[1]).toContain('已闭环0项，未闭环2项');
    const { findings } = await seen<{ findings: { id: string; kind: string }[] }>(
      world,
      MONTH,
      'findings { id kind }',
    );
    const findingId = findings.find(({ kind }) => kind === 'HAZARD')!.id;
    await takeHazard(world, 'supervisor', 'decideHazard', { findingId, consent: true });
    await takeHazard(world, 'engineer', 'rectifyHazard', { findingId, note: '已更换线缆' });
    await takeHazard(world, 'supervisor', 'verifyHazard', { findingId, passed: true });
    const [first, ...others] = allRight(visit);
    const found = { ...first!, result: 'ABNORMAL', note: '标签脱落', finding: 'HAZARD' } as const;
    await world.ask(engineerOf(visit), RECORD, { input: recordOf(visit.id, [found, ...others]) });
    const test = { heldAt: justNow(), technicianIds: [PEOPLE.engineer.id], result: '正常' };
    await change(world, 'engineer', 'recordJointTest', { month: MONTH, ...test });
    expect(await papers()).toEqual(before);
    await eventually(async () => (await world.cycle(NEXT)) !== null, { within: 20_000 });
    const list = await document(world, NEXT, 'HAZARD_LIST');
    expect(list).toContain('本月新增0项，上月结转3项；已闭环1项，未闭环2项');
    for (const said of ['已更换线缆', '标签脱落']) expect(list).toContain(said);
  });
}
