import { at, august, event, july, times, type WorkedCase } from './neutral.builder.js';

const due = (submitted?: string, more: { conforming?: boolean; countIn?: string } = {}) => ({
  id: 'D1',
  dueOn: '2026-07-31',
  ...(submitted ? { submittedAt: at(submitted) } : {}),
  ...more,
});
const visit = (...rounds: { recordedAt: string; reviewedAt?: string; signed?: boolean }[]) => ({
  id: 'V1',
  month: '2026-07',
  rounds,
});
const rejected = { recordedAt: at('10 10:00'), reviewedAt: at('12 10:00'), signed: false };

/** P1 to P4. */
export const MANAGEMENT: Record<string, WorkedCase> = {
  'report at 24:00 of its day': {
    why: 'a step at the very deadline is in time',
    ...july({ documents: [due('08-01 00:00')] }),
    expect: { items: {} },
  },
  'report a millisecond later': {
    why: 'late: 5 - 1',
    ...july({ documents: [due('08-01 00:00:00.001')] }),
    expect: { items: { P1: '4' }, evidence: { P1: ['D1'] } },
  },
  'report both late and nonconforming': {
    why: 'once: 5 - 1',
    ...july({ documents: [due('08-02 09:00', { conforming: false })] }),
    expect: { items: { P1: '4' } },
  },
  'late is missing': {
    why: '5 - 2, nonconforming or not',
    choices: { 'p1.late': 'missing' },
    ...july({ documents: [due('08-02 09:00', { conforming: false })] }),
    expect: { items: { P1: '3' } },
  },
  'late costs nothing': {
    why: 'p1.late none',
    choices: { 'p1.late': 'none' },
    ...july({ documents: [due('08-02 09:00')] }),
    expect: { items: {} },
  },
  'late costs nothing, nonconforming does': {
    why: '5 - 1',
    choices: { 'p1.late': 'none' },
    ...july({ documents: [due('08-02 09:00', { conforming: false })] }),
    expect: { items: { P1: '4' } },
  },
  'report in after the scoring': {
    why: 'not in when the sheet is scored: missing, 5 - 2',
    ...july({ asOf: at('08-02 08:59'), documents: [due('08-02 09:00')] }),
    expect: { items: { P1: '3' } },
  },
  'report due in another month': {
    why: 'the deduction belongs to the month of the due day',
    ...august({ documents: [due()] }),
    expect: { items: {} },
  },
  'three reports missing': {
    why: '5 - 6, floored at 0',
    ...july({ documents: times(3, (n) => ({ ...due(), id: `D${n}` })) }),
    expect: { items: { P1: '0' } },
  },
  'requirement not met and document nonconforming': {
    why: '5 - 1 - 1',
    ...july({ events: [event('REQUIREMENT_NOT_MET'), event('DOCUMENT_NONCONFORMING')] }),
    expect: { items: { P1: '3' } },
  },
  'missing costs 3 by rule': {
    why: '6 - 3 of an item of 6, and a half for a nonconforming one',
    rules: { P1: { of: 6, missing: 3, nonconforming: 0.5 } },
    ...july({ documents: [due(), { ...due('30 09:00', { conforming: false }), id: 'D2' }] }),
    expect: { items: { P1: '5/2' } },
  },
  'plan late': {
    why: 'late is missing: 5 - 2',
    ...july({ plans: [due('08-01 00:00:00.001')] }),
    expect: { items: { P2: '3' }, evidence: { P2: ['D1'] } },
  },
  'plan in time': { why: 'its first version', ...july({ plans: [due('31 23:59')] }), expect: { items: {} } },
  'plan after the scoring': {
    why: 'not submitted by then: 5 - 2',
    ...july({ asOf: at('08-01 00:00'), plans: [due('08-01 00:00:00.001')] }),
    expect: { items: { P2: '3' } },
  },
  'visit recorded, not reviewed': {
    why: 'completed when recorded within the month and not rejected',
    ...july({ visits: [visit({ recordedAt: at('31 23:59') })] }),
    expect: { items: {} },
  },
  'visit recorded at the first instant of August': {
    why: 'months are half-open: 5 - 1',
    ...july({ visits: [visit({ recordedAt: at('08-01 00:00') })] }),
    expect: { items: { P2: '4' } },
  },
  'visit rejected': {
    why: 'no redo: 5 - 1',
    ...july({ visits: [visit(rejected)] }),
    expect: { items: { P2: '4' } },
  },
  'visit rejected after the scoring': {
    why: 'nobody knew: completed',
    ...july({
      asOf: at('08-02 00:00'),
      visits: [visit({ ...rejected, reviewedAt: at('08-02 00:00:00.001') })],
    }),
    expect: { items: {} },
  },
  'visit done again within the month': {
    why: 'completed by its redo',
    ...july({ visits: [visit(rejected, { recordedAt: at('20 10:00') })] }),
    expect: { items: {} },
  },
  'visit done again in the next month': {
    why: '5 - 1',
    ...july({ visits: [visit(rejected, { recordedAt: at('08-01 10:00') })] }),
    expect: { items: { P2: '4' } },
  },
  'more visits missed than points': {
    why: '5 - 6, floored at 0',
    ...july({ visits: times(6, (n) => ({ ...visit(), id: `V${n}` })) }),
    expect: { items: { P2: '0' } },
  },
  'calls held and missed': {
    why: '5 - 2; that of August is no matter of July',
    ...july({
      calls: [
        { id: 'C1', month: '2026-07', held: true },
        { id: 'C2', month: '2026-07', held: false },
        { id: 'C3', month: '2026-08', held: false },
      ],
    }),
    expect: { items: { P3: '3' }, evidence: { P3: ['C2'] } },
  },
  'three wrong data': {
    why: '5 - 6, floored at 0',
    ...july({ events: times(3, () => event('DATA_INACCURACY')) }),
    expect: { items: { P4: '0' } },
  },
  'known late, by its own month': {
    why: 'July was confirmed without it: nothing there',
    ...july({ calls: [{ id: 'C1', month: '2026-07', held: false, countIn: '2026-08' }] }),
    expect: { items: {} },
  },
  'known late, in the next sheet': {
    why: '5 - 2 in August',
    ...august({ calls: [{ id: 'C1', month: '2026-07', held: false, countIn: '2026-08' }] }),
    expect: { items: { P3: '3' }, evidence: { P3: ['C1'] } },
  },
};
