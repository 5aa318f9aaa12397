import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../role.js';
import {
  type AttendedShift,
  attendancesOf,
  droppedShifts,
  GUARANTEE_ROLES,
  guaranteeActions,
  type GuaranteeStanding,
  guaranteeState,
} from './guarantee.js';
import { attendanceGaps } from './roster.js';

const shift = (more: Partial<AttendedShift> = {}): AttendedShift => ({
  ...{ personId: 'li', from: 100, to: 150, checkedInAt: null, checkedOutAt: null },
  ...more,
});
const task = (more: Partial<GuaranteeStanding> = {}): GuaranteeStanding => ({
  ...{ from: 100, to: 200, fulfilled: null, shifts: [] },
  ...more,
});
const allowed = (standing: GuaranteeStanding, role: Role, now: number, id = 'li') =>
  guaranteeActions(standing, { id, role }, now);

describe('the state of a guarantee task', () => {
  it.each([
    [99, null, 'PLANNED'],
    [100, null, 'RUNNING'],
    [199, null, 'RUNNING'],
    [200, null, 'ENDED'],
    [200, true, 'FULFILLED'],
    [200, false, 'NOT_FULFILLED'],
  ] as const)('at %d, judged %s, is %s', (now, fulfilled, state) => {
    expect(guaranteeState(task({ fulfilled }), now)).toBe(state);
  });
});

describe('what may be done with it', () => {
  it.each<[string, Partial<GuaranteeStanding>, Role, number, string[]]>([
    ['before it: a roster', {}, 'PROVIDER_DISPATCHER', 50, ['setGuaranteeRoster']],
    ['no judgement before its end', {}, 'BUREAU_SUPERVISOR', 199, []],
    ['after its end: judged', {}, 'BUREAU_SUPERVISOR', 200, ['judgeGuaranteeTask']],
    ['once', { fulfilled: false }, 'BUREAU_ADMIN', 200, []],
    ['no roster after its end', {}, 'PROVIDER_DISPATCHER', 200, []],
    ['on duty: come', { shifts: [shift()] }, 'PROVIDER_ENGINEER', 100, ['checkInGuarantee']],
    ['not before the turn', { shifts: [shift()] }, 'PROVIDER_ENGINEER', 99, []],
    ['not after the turn', { shifts: [shift()] }, 'PROVIDER_ENGINEER', 150, []],
    ['not for another', { shifts: [shift({ personId: 'wu' })] }, 'PROVIDER_ENGINEER', 120, []],
    [
      'come: leave, late as well',
      { shifts: [shift({ checkedInAt: 101 })] },
      'PROVIDER_ENGINEER',
      160,
      ['checkOutGuarantee'],
    ],
    [
      'left: nothing',
      { shifts: [shift({ checkedInAt: 101, checkedOutAt: 140 })] },
      'PROVIDER_ENGINEER',
      145,
      [],
    ],
    [
      'judged: nothing',
      { fulfilled: true, shifts: [shift({ checkedInAt: 101 })] },
      'PROVIDER_ENGINEER',
      210,
      [],
    ],
  ])('%s', (_, more, role, now, actions) => {
    expect(allowed(task(more), role, now)).toEqual(actions);
  });

  it('is never more than the role may at all', () => {
    const instant = fc.integer({ min: 0, max: 300 });
    const maybe = fc.option(instant);
    const shifts = fc.array(
      fc.record({
        personId: fc.constantFrom('li', 'wu'),
        from: instant,
        to: instant,
        checkedInAt: maybe,
        checkedOutAt: maybe,
      }),
    );
    const roles = fc.constantFrom<Role>('BUREAU_SUPERVISOR', 'PROVIDER_ENGINEER', 'AUDITOR', 'BOT');
    const fulfilled = fc.option(fc.boolean());
    fc.assert(
      fc.property(shifts, roles, instant, fulfilled, (roster, role, now, judged) => {
        for (const action of allowed(task({ shifts: roster, fulfilled: judged }), role, now))
          expect(GUARANTEE_ROLES[action]).toContain(role);
      }),
    );
  });
});

describe('attendance', () => {
  it('is from the coming to the leaving, or to the end of the turn', () => {
    const shifts = [
      shift({ checkedInAt: 110, checkedOutAt: 140 }),
      shift({ from: 150, to: 200, checkedInAt: 150 }),
      shift({ from: 200, to: 250 }),
    ];
    expect(attendancesOf(shifts)).toEqual([
      { from: 110, to: 140 },
      { from: 150, to: 200 },
    ]);
    expect(attendanceGaps(task(), attendancesOf(shifts), 300)).toEqual([
      { from: 100, to: 110 },
      { from: 140, to: 150 },
    ]);
  });
});

describe('a new roster', () => {
  it('keeps the turns somebody has come to, and may leave out others', () => {
    const before = [shift({ checkedInAt: 101 }), shift({ personId: 'wu' })];
    expect(droppedShifts(before, [shift()])).toEqual([]);
    expect(droppedShifts(before, [shift({ to: 160 })])).toEqual([
      { path: 'shifts', message: expect.stringContaining('turn of li') },
    ]);
  });
});
