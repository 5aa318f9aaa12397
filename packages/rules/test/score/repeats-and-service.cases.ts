import { at, august, event, fault, july, passed, times, type WorkedCase } from './neutral.builder.js';

const power = (id: string, day: string, more: Parameters<typeof fault>[2] = {}) =>
  fault(id, `${day} 09:00`, { rounds: passed(`${day} 11:00`, `${day} 12:00`), faultType: 'POWER', ...more });
const NONE = { items: {}, evidence: {} };
const ONE = { items: { P7: '12' }, evidence: { P7: ['A', 'B'] } };
const answered = (on: string, satisfied: boolean) => ({ callback: { answeredAt: at(on), satisfied } });

/** P7 to P9, S1 to S3, D. */
export const REPEATS_AND_SERVICE: Record<string, WorkedCase> = {
  'a repeat': { why: '15 - 3', ...july({ faults: [power('A', '02'), power('B', '20')] }), expect: ONE },
  'a moment after 30 x 24 h': {
    why: 'closed on 1 July 12:00, reported on 31 July 12:00:00.001',
    ...july({
      faults: [
        power('A', '01'),
        { ...power('B', '31'), reportedAt: at('31 12:00:00.001'), rounds: passed('31 14:00', '31 15:00') },
      ],
    }),
    expect: NONE,
  },
  'a window of 7 days': {
    why: '18 days',
    choices: { 'repeat.windowDays': 7 },
    ...july({ faults: [power('A', '02'), power('B', '20')] }),
    expect: NONE,
  },
  'reported before the other closed': {
    why: 'a double report',
    ...july({
      faults: [
        power('A', '02'),
        { ...power('B', '02'), reportedAt: at('02 11:59'), rounds: passed('02 13:00') },
      ],
    }),
    expect: NONE,
  },
  'reported as the other closed': {
    why: 'the ends are included',
    ...july({
      faults: [
        power('A', '02'),
        { ...power('B', '02'), reportedAt: at('02 12:00'), rounds: passed('02 13:00') },
      ],
    }),
    expect: ONE,
  },
  'another type, another line': {
    why: 'nothing repeated',
    ...july({
      faults: [
        power('A', '02'),
        power('B', '20', { faultType: 'CABLE' }),
        power('C', '21', { asset: 'X28' }),
      ],
    }),
    expect: NONE,
  },
  'repeats of repeats': {
    why: 'B repeats A, C repeats B: 15 - 6',
    ...july({ faults: [power('C', '30'), power('A', '02'), power('B', '20')] }),
    expect: { items: { P7: '9' }, evidence: { P7: ['A', 'B', 'C'] } },
  },
  'six repeats': {
    why: '15 - 18, floored at 0; copies of one instant repeat no other',
    ...july({ faults: [power('A', '02'), power('B', '20', { copies: 6 })] }),
    expect: { items: { P7: '0' } },
  },
  'the same units': {
    why: 'unit 3 is in both',
    choices: { 'repeat.match': 'unit' },
    ...july({ faults: [power('A', '02', { units: [2, 3] }), power('B', '20', { units: [3, 4] })] }),
    expect: ONE,
  },
  'other units, or who knows which': {
    why: 'none is known to be the same',
    choices: { 'repeat.match': 'unit' },
    ...july({
      faults: [
        power('A', '02', { units: [2, 3] }),
        power('B', '20', { units: [4] }),
        power('C', '21', { units: 1 }),
      ],
    }),
    expect: NONE,
  },
  'reported in July, closed in August': {
    why: 'counts in the month it was reported',
    ...july({
      faults: [power('A', '20'), { ...power('B', '31'), rounds: passed('31 11:00', '08-02 09:00') }],
    }),
    expect: ONE,
  },
  'reported in July, closed after the scoring': {
    why: 'its type is not known yet',
    ...july({
      asOf: at('08-01 09:00'),
      faults: [power('A', '20'), { ...power('B', '31'), rounds: passed('31 11:00', '08-02 09:00') }],
    }),
    expect: NONE,
  },
  'reported in July, taken into August': {
    why: 'its own month was confirmed',
    ...august({
      faults: [
        power('A', '20'),
        { ...power('B', '31'), rounds: passed('31 11:00', '08-02 09:00'), countIn: { P7: '2026-08' } },
      ],
    }),
    expect: ONE,
  },
  'a consultation repeats nothing': {
    why: 'of no counted severity',
    ...july({ faults: [power('A', '02'), power('B', '20', { severity: 'CONSULTATION' })] }),
    expect: NONE,
  },
  'guarantee tasks': {
    why: '10 - 2; one by 24:00 of 31 July is August’s',
    ...july({
      guarantees: [
        { id: 'G1', endsAt: at('31 23:59'), fulfilled: false },
        { id: 'G2', endsAt: at('08-01 00:00'), fulfilled: false },
        { id: 'G3', endsAt: at('10 00:00') },
      ],
    }),
    expect: { items: { P8: '8' }, evidence: { P8: ['G1'] } },
  },
  'a guarantee task judged after the scoring': {
    why: 'nobody had said that it was not fulfilled',
    ...july({
      asOf: at('08-02 00:00'),
      guarantees: [{ id: 'G1', endsAt: at('31 23:59'), fulfilled: false, judgedAt: at('08-03 00:00') }],
    }),
    expect: NONE,
  },
  callbacks: {
    why: '10 - 3 in the month of the answer; of any severity',
    ...august({
      faults: [
        power('A', '02', answered('31 23:59', false)),
        power('B', '08-05', { ...answered('08-06 09:00', false), severity: 'CONSULTATION', copies: 3 }),
        power('C', '08-10', { ...answered('08-11 09:00', true), asset: 'X2' }),
      ],
    }),
    expect: { items: { P9: '7' }, evidence: { P9: ['B'] } },
  },
  'seven complaints and one praise': {
    why: '30 - 35 + 5 = 0',
    ...july({ events: [...times(7, () => event('COMPLAINT')), event('PRAISE')] }),
    expect: { items: { S1: '0' } },
  },
  'nine complaints and one praise': {
    why: '30 - 45 + 5 is below 0: the sum is floored, not its parts',
    ...july({ events: [event('PRAISE'), ...times(9, () => event('COMPLAINT'))] }),
    expect: { items: { S1: '0' } },
  },
  'praise beyond the cap': {
    why: '30 - 5 + 15: never above 30',
    ...july({ events: [event('COMPLAINT'), ...times(3, () => event('PRAISE'))] }),
    expect: { items: {} },
  },
  'escalated complaint and media': {
    why: '30 - 20',
    ...july({ events: [event('ESCALATED_COMPLAINT'), event('MEDIA_EXPOSURE')] }),
    expect: { items: { S2: '10' } },
  },
  'five accidents': {
    why: '40 - 45, floored at 0',
    ...july({
      events: [
        ...times(4, () => event('COMMUNICATION_ACCIDENT', { points: 10 })),
        event('COMMUNICATION_ACCIDENT', { points: 5 }),
      ],
    }),
    expect: { items: { S3: '0' } },
  },
  'direct deductions beyond what is left': {
    why: '100 - 70 - 70: what was taken is 100',
    ...july({ events: times(2, () => event('DIRECT_DEDUCTION', { points: 70 })) }),
    expect: { items: { D: '-100' }, performance: '0', service: '100' },
  },
  'registered after the scoring': {
    why: 'not known then',
    ...july({ asOf: at('08-02 00:00'), events: [{ ...event('COMPLAINT'), recordedAt: at('08-02 00:01') }] }),
    expect: NONE,
  },
};
