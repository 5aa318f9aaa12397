import { expect, it } from '@jest/globals';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { shiftMonth } from '@zhishou/rules/month';
import { running, signedOn } from './availability.builder.js';
import { CONTRACT_ID, type SheetsWorld } from './sheets.world.js';

const CLOCK = '{ met late rate { percent } meanSeconds medianSeconds p90Seconds longestSeconds }';
const SHARES = '{ code name count }';
const DASHBOARD = `query ($from: Month, $to: Month, $contractId: ID) {
  dashboard(from: $from, to: $to, contractId: $contractId) { contractId asOf
    months { month reported major repeats responseRate { percent } onsiteRate { percent } repairRate { percent }
      availability { percent } performance service isConfirmed }
    response ${CLOCK} onsite ${CLOCK} repair ${CLOCK}
    subsystems { name units availability { percent } } causes ${SHARES} assets ${SHARES} vendors ${SHARES}
    repeats { number ticket { id } earlier { id } } losses { code title clause points deductions }
    forecast { months performance service remuneration deduction } } }`;

interface Clock {
  met: number;
  late: number;
  meanSeconds: number | null;
  p90Seconds: number | null;
}

interface Dashboard {
  contractId: string;
  months: {
    month: string;
    reported: number;
    repairRate: { percent: number } | null;
    availability: { percent: number };
    performance: number | null;
    isConfirmed: boolean;
  }[];
  onsite: Clock;
  repair: Clock;
  subsystems: { name: string; availability: { percent: number } }[];
  causes: { code: string; name: string; count: number }[];
  assets: { code: string; count: number }[];
  vendors: { count: number }[];
  losses: { code: string; points: number; deductions: number }[];
  forecast: { months: string[]; remuneration: string } | null;
}

/** A contract at a glance. @param confirmed a month; @param drafted the one that `draftStories` told of */
export function dashboardStories(world: () => SheetsWorld, months: { confirmed: string; drafted: string }) {
  const { confirmed, drafted } = months;
  const dashboard = async (asked: Record<string, string> = {}) =>
    (await world().ask<{ dashboard: Dashboard }>('dispatcher', DASHBOARD, asked)).dashboard;

  it('has every month that has begun, with what its sheet says', async () => {
    const { contractId, months: lines, subsystems } = await dashboard();
    const contract = world().service.app.get<Contract[]>(CONTRACTS)[0]!;
    expect(contractId).toBe(CONTRACT_ID);
    expect(lines.map(({ month }) => month)).toEqual(
      contractMonths(contract).filter((month) => month <= running),
    );
    const line = lines.find(({ month }) => month === confirmed)!;
    const sheet = (await world().sheet(confirmed))!;
    expect(line).toMatchObject({ performance: sheet.performance.points, isConfirmed: true });
    expect(line.availability.percent).toBeGreaterThan(99);
    expect(lines.at(-1)).toMatchObject({ month: running, performance: null, isConfirmed: false });
    expect(subsystems.at(-1)!.name).toBe('合计');
  });

  it('has how faults of a month were kept, by cause, equipment and vendor, and how long they took', async () => {
    const {
      months: lines,
      onsite,
      repair,
      causes,
      assets,
      vendors,
    } = await dashboard({
      from: drafted,
      to: drafted,
    });
    const [line] = lines;
    expect(lines.length).toBe(1);
    const count = (shares: { count: number }[]) => shares.reduce((sum, one) => sum + one.count, 0);
    expect([count(causes), count(assets), count(vendors)]).toEqual(Array(3).fill(line!.reported));
    expect(causes).toContainEqual({ code: 'POWER', name: '电源故障', count: 1 });
    expect(causes).toContainEqual(expect.objectContaining({ code: '', name: '未查明' }));
    expect(onsite).toMatchObject({ met: 1, late: 0, meanSeconds: 3_600, p90Seconds: 3_600 });
    expect(repair).toMatchObject({ late: 2, meanSeconds: 9 * 3_600 });
  });

  it('has what each clause cost, and what the year would come to', async () => {
    const asked = { from: confirmed, to: confirmed };
    const { losses, forecast } = await dashboard(asked);
    const { items } = (await world().sheet(confirmed))!;
    expect(losses.map(({ code, points, deductions }) => [code, points, deductions])).toEqual(
      items.map(({ code, of, points, deductions }) => [code, of - points, deductions.length]),
    );
    const { settlement } = await world().ask<{ settlement: { remuneration: string } }>(
      'auditor',
      '{ settlement { remuneration } }',
    );
    expect(forecast!.remuneration).toBe(settlement.remuneration);
    expect(forecast!.months).toContain(confirmed);
  });

  it('is asked for months that have begun, by who sees every fault', async () => {
    const refused = async (
      asked: Record<string, string>,
      who: 'auditor' | 'reporter' | 'engineer' = 'auditor',
    ) => {
      const { code, fields } = await world().refusal(who, DASHBOARD, asked);
      return fields ? [code, ...fields.map(({ path }) => path)] : [code];
    };
    const first = signedOn.slice(0, 7);
    expect(await refused({ from: shiftMonth(first, -1) })).toEqual(['BAD_USER_INPUT', 'from']);
    expect(await refused({ to: shiftMonth(running, 1) })).toEqual(['BAD_USER_INPUT', 'to']);
    expect(await refused({ from: running, to: first })).toEqual(['BAD_USER_INPUT', 'to']);
    expect(await refused({ contractId: 'none' })).toEqual(['BAD_USER_INPUT', 'contractId']);
    expect(await refused({}, 'reporter')).toEqual(['FORBIDDEN']);
    expect(await refused({}, 'engineer')).toEqual(['FORBIDDEN']);
  });
}
