import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { factsOf, SHAOGUAN } from '../../test/inspection.builder.js';
import { shiftMonth } from '../month.js';
import { inspectionSpan, WHOLE_CONTRACT } from './inspected-month.js';
import { proposePlan, type ProposalFacts } from './propose-plan.js';
import { type PlannedVisit, planProblems } from './visit-plan.js';
import { workingDaysOf } from './working-days.js';

const texts = contractTexts('shaoguan-2026');
const SIGNED = ['2025-03-01', '2026-06-28', '2026-02-14', '2026-10-31'];
const CONTRACTS = SIGNED.map((signedOn) => contractOf(texts, signedOn));
const TWICE = contractOf(edited(texts, 'inspections.yaml', 'atLeast: 1', 'atLeast: 2'));

const proposalFacts = (month: string, facts: Partial<ProposalFacts> = {}): ProposalFacts => ({
  ...factsOf(month),
  contract: SHAOGUAN,
  ...facts,
});

const loadsOf = (visits: PlannedVisit[], engineerIds: readonly string[]): number[] =>
  engineerIds.map((id) =>
    visits
      .filter(({ engineerId }) => engineerId === id)
      .reduce((sum, { assetCodes }) => sum + assetCodes.length, 0),
  );

const ALL = [...CONTRACTS, TWICE];
const anyCase = fc.record({
  contract: fc.integer({ min: 0, max: ALL.length - 1 }),
  after: fc.integer({ min: 0, max: 11 }),
  engineers: fc.integer({ min: 1, max: 5 }),
});
function factsFor({
  contract: index,
  after,
  engineers,
}: {
  contract: number;
  after: number;
  engineers: number;
}) {
  const contract = ALL[index]!;
  return proposalFacts(shiftMonth(contract.signedOn.slice(0, 7), after), {
    contract,
    engineerIds: ['li', 'wang', 'chen', 'zhou', 'wu'].slice(0, engineers),
  });
}

describe('a proposed plan', () => {
  it('keeps subsystems together, on working days from the beginning of the month to its end', () => {
    const visits = proposePlan(proposalFacts('2026-10'));
    expect(visits.map(({ date, place, assetCodes }) => `${date} ${place} ${assetCodes.length}`)).toEqual([
      '2026-10-08 市区县高清视频会议（会商）系统 8',
      '2026-10-09 市应急局指挥中心大屏与拼接控制系统 11',
      '2026-10-12 市应急局三楼指挥中心配套系统 19',
      '2026-10-13 市应急局值班值守及配套系统 2',
      '2026-10-14 市应急局三楼和十楼设备机房及配套系统 8',
      '2026-10-16 Ku车载动中通卫星通信系统 6',
      '2026-10-19 音视频融合通信车载系统 18',
      '2026-10-20 卫星类设备 10',
      '2026-10-21 宽带、窄带集群类设备 4',
      '2026-10-23 自组网设备 2',
      '2026-10-26 会议系统设备 7',
      '2026-10-27 值班值守系统设备 1',
      '2026-10-29 单兵通讯终端类设备 4',
      '2026-10-30 现场指挥部应急通讯保障设备 20',
    ]);
    expect(loadsOf(visits, ['li', 'wang'])).toEqual([60, 60]);
  });

  it('covers the first days of the contract', () => {
    const visits = proposePlan(proposalFacts('2026-06'));
    expect(new Set(visits.map(({ date }) => date))).toEqual(new Set(['2026-06-29', '2026-06-30']));
  });

  it('begins no earlier than asked, where the month is under way', () => {
    const visits = proposePlan(proposalFacts('2026-11'), '2026-11-27');
    expect(new Set(visits.map(({ date }) => date))).toEqual(new Set(['2026-11-27', '2026-11-30']));
    const weekend = proposePlan(proposalFacts('2026-10'), '2026-10-31');
    expect(new Set(weekend.map(({ date }) => date))).toEqual(new Set(['2026-10-31']));
    const over = proposePlan(proposalFacts('2026-10'), '2026-11-02');
    expect(over).toEqual(proposePlan(proposalFacts('2026-10')));
  });

  it('takes a Sunday where the asset is covered on no other day', () => {
    const kept = { ...WHOLE_CONTRACT, keptFrom: '2027-06-27' };
    const facts = proposalFacts('2027-06', { kept });
    const visits = proposePlan(facts);
    expect(planProblems(facts, visits)).toEqual([]);
    expect(visits.every(({ date }) => date === '2027-06-27')).toBe(true);
  });

  it('is nothing without an engineer, and in a month that is none of the contract', () => {
    expect(proposePlan(proposalFacts('2026-07', { engineerIds: [] }))).toEqual([]);
    expect(proposePlan(proposalFacts('2027-07'))).toEqual([]);
  });

  it('is right, on working days, and balanced, whatever the month', () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const facts = factsFor(any);
        const { contract, month, kept } = facts;
        const visits = proposePlan(facts);
        expect(planProblems(facts, visits)).toEqual([]);
        const worked = workingDaysOf(contract.holidays, month, inspectionSpan(contract, month, kept));
        if (worked.length > 0) for (const { date } of visits) expect(worked).toContain(date);
        const loads = loadsOf(visits, facts.engineerIds);
        const largest = Math.max(0, ...visits.map(({ assetCodes }) => assetCodes.length));
        expect(largest).toBeLessThanOrEqual(contract.choices['inspection.assetsPerVisit']);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(largest);
        expect(proposePlan(facts)).toEqual(visits);
      }),
    );
  });

  it('makes the two visits of a contract that wants two a month in different halves of it', () => {
    const visits = proposePlan(proposalFacts('2026-07', { contract: TWICE }));
    const halves = visits.map(({ date }) => date <= '2026-07-15');
    expect(halves.filter(Boolean)).toHaveLength(visits.length / 2);
  });

  it('is made for ten thousand assets', () => {
    const [asset] = SHAOGUAN.assets;
    const assets = Array.from({ length: 10_000 }, (_, n) => ({
      ...asset!,
      code: `A-${n}`,
      subsystemNo: n % 97,
    }));
    const contract = { ...SHAOGUAN, assets, checklist: SHAOGUAN.checklist.slice(0, 1) };
    const facts = proposalFacts('2026-07', { contract });
    const visits = proposePlan(facts);
    expect(planProblems(facts, visits)).toEqual([]);
    expect(loadsOf(visits, facts.engineerIds)).toEqual([5000, 5000]);
  });
});
