import {
  at,
  august,
  failed,
  fault,
  handedOff,
  july,
  passed,
  paused,
  type WorkedCase,
} from './neutral.builder.js';

const inTime = passed('10 10:00', '10 11:00');
const late = passed('10 17:00', '10 18:00');
const major = { severity: 'MAJOR' } as const;
const MET = { items: {}, P5: '1' };
const LATE = { items: { P5: '0' }, P5: '0', evidence: { P5: ['A'] } };
const NEITHER = { items: {}, P5: null, evidence: {} };

/** P5. */
export const TIMELY: Record<string, WorkedCase> = {
  'no fault in the month': { why: 'full', ...july({}), expect: NEITHER },
  'exactly 98 %': {
    why: '98 of 100: at the goal',
    ...july({
      faults: [
        fault('A', '10 08:00', { rounds: inTime, copies: 98 }),
        fault('B', '10 08:00', { rounds: late, copies: 2 }),
      ],
    }),
    expect: { items: {}, P5: '49/50', evidence: {} },
  },
  '97 %': {
    why: '97 of 100: a whole point below, two for each by rule',
    rules: { P5: { perPoint: 2 } },
    ...july({
      faults: [
        fault('A', '10 08:00', { rounds: inTime, copies: 97 }),
        fault('B', '10 08:00', { rounds: late, copies: 3 }),
      ],
    }),
    expect: { items: { P5: '28' }, P5: '97/100', evidence: { P5: ['B'] } },
  },
  'two of three in time, parts of points': {
    why: '98 - 66 2/3 = 31 1/3 below: floored at 0; of 40 points 40 - 94/3',
    choices: { 'score.perPoint': 'fractional' },
    rules: { P5: { of: 40 } },
    ...july({
      faults: [
        fault('A', '10 08:00', { rounds: inTime, copies: 2 }),
        fault('B', '10 08:00', { rounds: late }),
      ],
    }),
    expect: { items: { P5: '26/3' }, P5: '2/3' },
  },
  '0 %': {
    why: '98 below: floored',
    ...july({ faults: [fault('A', '10 08:00', { rounds: late })] }),
    expect: LATE,
  },
  'breached and never repaired': {
    why: 'once, late',
    ...july({ faults: [fault('A', '10 08:00')] }),
    expect: LATE,
  },
  'opened in July, due in August: July': {
    why: 'neither met nor breached yet',
    ...july({ faults: [fault('A', '31 20:00', { rounds: passed('08-01 05:00') })] }),
    expect: NEITHER,
  },
  'opened in July, due in August: August': {
    why: 'due at 04:00, repaired at 05:00',
    ...august({ faults: [fault('A', '31 20:00', { rounds: passed('08-01 05:00') })] }),
    expect: LATE,
  },
  'due at 24:00 of the last day': {
    why: 'breached at the first instant of August',
    ...july({ faults: [fault('A', '31 16:00')] }),
    expect: NEITHER,
  },
  'breached in July, repaired in August': {
    why: 'it counts once, as breached, in July',
    ...august({ faults: [fault('A', '31 10:00', { rounds: passed('08-01 05:00') })] }),
    expect: NEITHER,
  },
  'repaired, its test pending': {
    why: 'in no sheet until then, and the wait does not count',
    ...july({ faults: [fault('A', '10 08:00', { rounds: [{ filedAt: at('10 10:00') }] })] }),
    expect: NEITHER,
  },
  'repaired in July, passed in August': {
    why: 'in the month of the repair',
    ...july({ faults: [fault('A', '31 20:00', { rounds: passed('31 23:00', '08-01 09:00') })] }),
    expect: MET,
  },
  'repaired in July, passed in August: p5.month passed': {
    why: 'in the month of the test',
    choices: { 'p5.month': 'passed' },
    ...august({ faults: [fault('A', '31 20:00', { rounds: passed('31 23:00', '08-01 09:00') })] }),
    expect: MET,
  },
  'passed after the scoring': {
    why: 'not known yet: in no sheet',
    ...july({
      asOf: at('08-01 08:00'),
      faults: [fault('A', '31 20:00', { rounds: passed('31 23:00', '08-01 09:00') })],
    }),
    expect: NEITHER,
  },
  'reopened within its time': {
    why: '3 h, the wait for the test, 1 h: 4 h exactly',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          rounds: [...failed('10 11:00', '10 20:00'), ...passed('10 21:00')],
        }),
      ],
    }),
    expect: MET,
  },
  'paused with nothing left': {
    why: '4 h gone at the approval; breached as it resumes',
    ...july({
      faults: [
        fault('A', '10 08:00', { ...major, ...paused('10 12:00', '10 14:00'), rounds: passed('10 14:01') }),
      ],
    }),
    expect: LATE,
  },
  'repaired as the pause ends': {
    why: 'a step of the very instant is in time',
    ...july({
      faults: [
        fault('A', '10 08:00', { ...major, ...paused('10 12:00', '10 14:00'), rounds: passed('10 14:00') }),
      ],
    }),
    expect: MET,
  },
  'hand-off sent back': {
    why: 'it never stopped the clock',
    choices: { 'clock.handOffFrom': 'declared' },
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          ...handedOff('10 09:00', { sentBack: '10 11:00' }),
          rounds: passed('10 12:01'),
        }),
      ],
    }),
    expect: LATE,
  },
  'hand-off from its confirmation': {
    why: '08:00-11:00 and 20:00-21:30: 4 h 30',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          ...handedOff('10 09:00', { confirmed: '10 11:00', returned: '10 20:00' }),
          rounds: passed('10 21:30'),
        }),
      ],
    }),
    expect: LATE,
  },
  'hand-off from its declaration': {
    why: '08:00-09:00 and 20:00-21:30: 2 h 30',
    choices: { 'clock.handOffFrom': 'declared' },
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          ...handedOff('10 09:00', { confirmed: '10 11:00', returned: '10 20:00' }),
          rounds: passed('10 21:30'),
        }),
      ],
    }),
    expect: MET,
  },
  'resolved by the carrier': {
    why: 'the clock is cancelled: in neither number',
    ...july({
      faults: [
        fault(
          'A',
          '10 08:00',
          handedOff('10 09:00', { confirmed: '10 10:00', returned: '12 10:00', carrierResolved: true }),
        ),
      ],
    }),
    expect: NEITHER,
  },
  'resolved by the carrier after a breach': {
    why: 'the breach stays',
    ...july({
      faults: [
        fault(
          'A',
          '10 08:00',
          handedOff('10 17:00', { confirmed: '10 18:00', returned: '12 10:00', carrierResolved: true }),
        ),
      ],
    }),
    expect: LATE,
  },
};
