import { addDays, dayOf, dayStart, type Month } from '@zhishou/rules/month';
import { TASKS } from '../words/inspection.words.js';
import { type Act, HOUR, type Part } from './act.js';
import { atWork, minutes } from './instants.js';
import type { Random } from './random.js';

const SHIFT_MS = 12 * HOUR;

/** A guarantee task that the bureau orders in the month, now and then: manned in two turns a day, judged afterwards. */
export function guaranteeOf(random: Random, month: Month, engineers: number): Act[] {
  if (!random.chance(0.55)) return [];
  const key = `task-${month}`;
  const first = `${month}-${String(random.whole(8, 20)).padStart(2, '0')}`;
  const from = dayStart(first) + 8 * HOUR;
  const shifts = Array.from({ length: random.whole(2, 6) }, (_, index) => ({
    part: `engineer${((index + month.length) % engineers) + 1}` as Part,
    from: from + index * SHIFT_MS,
    to: from + (index + 1) * SHIFT_MS,
  }));
  const to = shifts.at(-1)!.to;
  const ordered = atWork(random, addDays(first, -random.whole(4, 6)));
  const isMissed = random.chance(0.1);
  const fulfilled = !isMissed;
  const attended = isMissed ? shifts.slice(1) : shifts;
  const note = fulfilled ? '人员按时到岗，保障顺利' : '首班无人到岗，经催促后补到';
  return [
    {
      at: ordered,
      who: 'supervisor',
      ask: 'createGuaranteeTask',
      as: key,
      input: { ...random.pick(TASKS), from: new Date(from), to: new Date(to) },
    },
    {
      at: ordered + minutes(random, 60, 180),
      who: 'dispatcher',
      ask: 'setGuaranteeRoster',
      input: {
        taskId: `@${key}`,
        shifts: shifts.map((shift) => ({
          personId: `@${shift.part}`,
          from: new Date(shift.from),
          to: new Date(shift.to),
        })),
      },
    },
    ...attended.flatMap((shift): Act[] => [
      {
        at: shift.from + minutes(random, 0, 6),
        who: shift.part,
        ask: 'checkInGuarantee',
        input: { taskId: `@${key}` },
      },
      {
        at: shift.to - minutes(random, 1, 4),
        who: shift.part,
        ask: 'checkOutGuarantee',
        input: { taskId: `@${key}` },
      },
    ]),
    {
      at: atWork(random, addDays(dayOf(to), 1), 9, 12),
      who: 'supervisor',
      ask: 'judgeGuaranteeTask',
      input: { taskId: `@${key}`, fulfilled, note },
    },
  ];
}
