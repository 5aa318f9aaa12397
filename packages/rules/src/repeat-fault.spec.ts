import { describe, expect, it } from '@jest/globals';
import { type FaultTrace, isRepeatOf, mayRepeat, type RepeatRule } from './repeat-fault.js';
import { DAY } from './ticket-case.builder.js';

const CLOSED_AT = Date.UTC(2026, 6, 1, 8);
const RULE: RepeatRule = { windowDays: 30, match: 'asset' };
const PUMP: FaultTrace = { assetCode: 'L1-S1-02', faultType: 'POWER', units: [] };

const repeats = (
  after: number,
  fault: Partial<FaultTrace> = {},
  { rule = {}, earlier = {} }: { rule?: Partial<RepeatRule>; earlier?: Partial<FaultTrace> } = {},
): boolean =>
  isRepeatOf(
    { ...PUMP, ...earlier, closedAt: CLOSED_AT },
    { ...PUMP, ...fault, reportedAt: CLOSED_AT + after },
    { ...RULE, ...rule },
  );

describe('a fault repeats another', () => {
  it.each([
    ['at the very instant the other was closed', 0, true],
    ['a millisecond before: a double report', -1, false],
    ['30 × 24 h after it', 30 * DAY, true],
    ['a millisecond later than that', 30 * DAY + 1, false],
  ])('when reported %s', (_, after, expected) => {
    expect(repeats(after)).toBe(expected);
  });

  it.each<[string, Partial<FaultTrace>, Partial<FaultTrace>, boolean]>([
    ['the same line and type', {}, {}, true],
    ['another line', { assetCode: 'L1-S1-01' }, {}, false],
    ['another type', { faultType: 'CABLE' }, {}, false],
    ['a type not known yet', { faultType: null }, { faultType: null }, false],
    ['equipment that is in no list', { assetCode: null }, { assetCode: null }, false],
    ['another unit of the same line', { units: [2] }, { units: [1] }, true],
  ])('of %s', (_, fault, earlier, expected) => {
    expect(repeats(DAY, fault, { earlier })).toBe(expected);
  });

  it.each<[string, number[], number[], boolean]>([
    ['one unit in common', [1, 2], [2, 3], true],
    ['other units', [1], [2], false],
    ['units of which no number is known', [], [], false],
    ['a unit of the other not known', [1], [], false],
  ])('by the unit: %s', (_, units, before, expected) => {
    expect(repeats(DAY, { units }, { rule: { match: 'unit' }, earlier: { units: before } })).toBe(expected);
  });

  it('within the window that the contract chose', () => {
    expect(repeats(8 * DAY, {}, { rule: { windowDays: 7 } })).toBe(false);
    expect(repeats(7 * DAY, {}, { rule: { windowDays: 7 } })).toBe(true);
  });
});

describe('a fault whose type is not known yet may repeat another', () => {
  it.each<[string, Partial<FaultTrace & { closedAt: number }>, boolean]>([
    ['of the same line, whatever its type', { faultType: 'CABLE' }, true],
    ['of another line: no', { assetCode: 'L1-S1-01' }, false],
    ['of which the type is not known either: no', { faultType: null }, false],
    ['closed after the report: no', { closedAt: CLOSED_AT + DAY + 1 }, false],
    ['closed before the window: no', { closedAt: CLOSED_AT - 29 * DAY - 1 }, false],
  ])('%s', (_, earlier, expected) => {
    const { faultType: _unknown, ...report } = PUMP;
    const reported = { ...report, reportedAt: CLOSED_AT + DAY };
    expect(mayRepeat({ ...PUMP, closedAt: CLOSED_AT, ...earlier }, reported, RULE)).toBe(expected);
  });
});
