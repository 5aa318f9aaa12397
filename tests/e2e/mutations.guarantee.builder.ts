import type { Entry } from './mutation-entry.builder.js';
import type { World } from './world.builder.js';

const DECIDERS = ['supervisor', 'admin'] as const;
const AT_WORK = ['dispatcher', 'engineer'] as const;

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** One good input for every mutation of a guarantee task. */
export function guaranteeOf({ inspected }: World): Record<string, Entry> {
  const { taskIds, turn } = inspected.guarantee;
  const { planned, come, left, ended } = taskIds;
  return {
    createGuaranteeTask: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: {
        ...{ title: '汛期重保', kind: 'KEY_PERIOD', requirements: '两人值守' },
        ...{ from: inHours(1), to: inHours(25) },
      },
      unfit: [[{ to: inHours(0) }, 'to']],
    },
    setGuaranteeRoster: {
      by: 'dispatcher',
      may: ['dispatcher'],
      input: { taskId: planned, shifts: [turn] },
      unfit: [
        [{ shifts: [turn, turn] }, 'shifts.1.personId'],
        [{ shifts: [{ ...turn, to: turn.from }] }, 'shifts.0.to'],
        [{ shifts: [{ ...turn, from: inHours(200), to: inHours(201) }] }, 'shifts.0.from'],
      ],
    },
    checkInGuarantee: { by: 'engineer', may: [...AT_WORK], input: { taskId: come } },
    checkOutGuarantee: { by: 'engineer', may: [...AT_WORK], input: { taskId: left } },
    judgeGuaranteeTask: {
      by: 'supervisor',
      may: [...DECIDERS],
      input: { taskId: ended, fulfilled: true, note: '全程在岗' },
      unfit: [[{ fulfilled: false, note: undefined }, 'note']],
    },
  };
}
