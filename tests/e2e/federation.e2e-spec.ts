import { describe, expect, it } from '@jest/globals';
import { monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { repairRecord, report, step } from './ticket.builder.js';
import { signIn, signInAll } from './zhishou.builder.js';

interface AssetView {
  code: string;
  lastInspection: { id: string } | null;
  availability: { percent: number; numerator: string; denominator: string };
  tickets: { nodes: { id: string }[] };
}

describe('what the services know together', () => {
  it('an asset is shown with its tickets, its last inspection and its availability', async () => {
    const [reporter, dispatcher, engineer, supervisor] = await signInAll(
      'reporter',
      'dispatcher',
      'engineer1',
      'supervisor',
    );
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const view = async (): Promise<AssetView> => {
      const { asset } = await supervisor.ask<{ asset: AssetView }>(
        `query ($month: Month!) { asset(code: "L1-S2-01") {
           code lastInspection { id } availability(month: $month) { percent numerator denominator }
           tickets(first: 5) { nodes { id } } } }`,
        { month },
      );
      return asset;
    };
    const { id } = await report(reporter, { assetCode: 'L1-S2-01', unitsAffected: 12, summary: '大屏全黑' });
    await step(dispatcher, 'acceptTicket', id);
    await step(engineer, 'startRemoteSupport', id);
    await step(engineer, 'fileRepairReport', id, repairRecord());
    await step(supervisor, 'recordRecoveryTest', id, { passed: true });
    const asset = await eventually<AssetView | null>(async () => {
      const seen = await view();
      const wasDown = BigInt(seen.availability.numerator) < BigInt(seen.availability.denominator);
      return wasDown ? seen : null;
    });
    expect(asset.tickets.nodes.map((ticket) => ticket.id)).toContain(id);
    // another journey may have inspected it by now
    expect(asset.lastInspection?.id ?? 'vst_').toMatch(/^vst_/);
    expect(asset.availability.percent).toBeLessThanOrEqual(100);
  });

  it('the contract in force is there to be read', async () => {
    const auditor = await signIn('auditor');
    const { contract } = await auditor.ask<{
      contract: { id: string; clocks: { severity: string; response: number }[] };
    }>('{ contract { id clocks { severity response onsite resolve } faultTypes { code name } } }');
    expect(contract.id).toBe('demo-seconds');
    expect(contract.clocks.find(({ severity }) => severity === 'MAJOR')?.response).toBe(4);
  });

  it('leads from a point that was lost to the plan and the document it was lost for', async () => {
    const auditor = await signIn('auditor');
    const month = shiftMonth(monthOf(Date.now()), -2);
    const source = `query ($month: Month!) { scoreSheet(month: $month, contractId: "demo-earlier") { items { code
      deductions { evidence { kind cycle { month state } document { code state } } } } } }`;
    const evidenceNow = async () => {
      const { scoreSheet } = await auditor.ask<{
        scoreSheet: { items: { code: string; deductions: { evidence: object[] }[] }[] };
      }>(source, { month });
      return scoreSheet.items.flatMap(({ deductions }) => deductions.flatMap((one) => one.evidence));
    };
    const planOf = { month: shiftMonth(month, 1), state: expect.any(String) };
    const lost = [
      { kind: 'PLAN', cycle: planOf, document: null },
      { kind: 'DOCUMENT', cycle: null, document: { code: 'MAINTENANCE_REPORT', state: 'MISSING' } },
    ];
    await eventually(
      async () => {
        expect(await evidenceNow()).toEqual(expect.arrayContaining(lost));
        return true;
      },
      { every: 500 },
    );
  });
});
