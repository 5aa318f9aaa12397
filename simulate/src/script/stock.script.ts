import { type Act, HOUR } from './act.js';
import { dayStart, type Month, monthBounds } from '@zhishou/rules/month';
import type { Random } from './random.js';

const PARTS = [
  { code: 'BJ-FAN', name: '散热风扇组件', model: '12V/4pin', unit: '个' },
  { code: 'BJ-PSU', name: '电源适配器', model: '12V/5A', unit: '个' },
  { code: 'BJ-HDMI', name: '高清视频线', model: 'HDMI 2.0 5m', unit: '条' },
  { code: 'BJ-BAT', name: '密封铅酸电池', model: '12V/38Ah', unit: '只' },
] as const;

const FITTING: Record<string, number> = { HARDWARE: 0, POWER: 1, CABLE: 2 };

/** What a repair of this type takes from the stock. */
export const partsUsed = (
  random: Random,
  type: string,
): { sparePartId: string; quantity: number }[] | undefined => {
  const part = FITTING[type];
  if (part === undefined || !random.chance(0.35)) return undefined;
  return [{ sparePartId: `@part-${PARTS[part]!.code}`, quantity: 1 }];
};

/** The store of spare parts: filled at the beginning, and again every month. */
export function stockOf(signedOn: string, months: readonly Month[], faultsAMonth: number): Act[] {
  const stock = Math.ceil(faultsAMonth / 2) + 10;
  const fill: Act[] = PARTS.map((part) => ({
    at: dayStart(signedOn) + 9 * HOUR,
    who: 'dispatcher',
    ask: 'registerSparePart',
    as: `part-${part.code}`,
    input: { ...part, stock, lowAt: 4 },
  }));
  const refills = months.slice(1).flatMap((month) =>
    PARTS.map((part): Act => ({
      at: monthBounds(month).from + 34 * HOUR,
      who: 'dispatcher',
      ask: 'adjustSpareStock',
      input: {
        sparePartId: `@part-${part.code}`,
        change: Math.ceil(faultsAMonth / 4),
        reason: '月度补货入库',
      },
    })),
  );
  return [...fill, ...refills];
}
