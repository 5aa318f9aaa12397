import { at, august, fault, july, passed, type WorkedCase } from './neutral.builder.js';

const late = passed('10 17:00', '10 18:00');
const major = { severity: 'MAJOR' } as const;
const MET = { items: {}, P5: '1' };
const LATE = { items: { P5: '0' }, P5: '0', evidence: { P5: ['A'] } };
const NEITHER = { items: {}, P5: null, evidence: {} };

/** P5: what the bureau decides, and what the contract chooses. */
export const TIMELY_DECISIONS: Record<string, WorkedCase> = {
  'covered by judgement': {
    why: 'the wait for it does not count: 3 h',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          coverage: 'COVERED_BY_JUDGEMENT',
          judgedAt: at('10 20:00'),
          rounds: passed('10 23:00'),
        }),
      ],
    }),
    expect: MET,
  },
  'covered by judgement, the wait counted': {
    why: '15 h',
    choices: { 'clock.judgementWait': 'counted' },
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          coverage: 'COVERED_BY_JUDGEMENT',
          judgedAt: at('10 20:00'),
          rounds: passed('10 23:00'),
        }),
      ],
    }),
    expect: LATE,
  },
  'not covered, or not judged yet': {
    why: 'no clock',
    ...july({
      faults: [
        fault('A', '10 08:00', { coverage: 'NOT_COVERED' }),
        fault('B', '10 08:00', { coverage: 'WAITING' }),
      ],
    }),
    expect: NEITHER,
  },
  'cancelled in time': {
    why: 'in neither number',
    ...july({ faults: [fault('A', '10 08:00', { cancelledAt: at('10 16:00') })] }),
    expect: NEITHER,
  },
  'cancelled after a breach': {
    why: 'the breach stays',
    ...july({ faults: [fault('A', '10 08:00', { cancelledAt: at('10 16:01') })] }),
    expect: LATE,
  },
  'made major when its new deadline is past: July': {
    why: 'never breached before the reclassification, which is in August',
    ...july({ faults: [fault('A', '31 19:00', { reclassified: [{ at: at('08-01 00:30'), to: 'MAJOR' }] })] }),
    expect: NEITHER,
  },
  'made major when its new deadline is past: August': {
    why: 'breached at the reclassification',
    ...august({
      faults: [fault('A', '31 19:00', { reclassified: [{ at: at('08-01 00:30'), to: 'MAJOR' }] })],
    }),
    expect: LATE,
  },
  'made general after the breach': {
    why: 'a clock already breached stays breached',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          reclassified: [{ at: at('10 12:01'), to: 'GENERAL' }],
          rounds: passed('10 13:00'),
        }),
      ],
    }),
    expect: LATE,
  },
  'made general at the deadline': {
    why: 'a step of that instant is in time: 8 h then',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          reclassified: [{ at: at('10 12:00'), to: 'GENERAL' }],
          rounds: passed('10 13:00'),
        }),
      ],
    }),
    expect: MET,
  },
  'made a consultation after the breach': {
    why: 'the last severity decides what it counts for',
    ...july({
      faults: [fault('A', '10 08:00', { reclassified: [{ at: at('11 08:00'), to: 'CONSULTATION' }] })],
    }),
    expect: NEITHER,
  },
  'major faults alone count': {
    why: 'score.severities leaves the general one out',
    choices: { 'score.severities': ['MAJOR'] },
    ...july({ faults: [fault('A', '10 08:00', { rounds: late })] }),
    expect: NEITHER,
  },
  'clock from the acceptance': {
    why: 'accepted at 09:00: 3 h 30 instead of 4 h 30',
    choices: { 'clock.startsAt': 'accepted' },
    ...july({
      faults: [fault('A', '10 08:00', { ...major, acceptedAt: at('10 09:00'), rounds: passed('10 12:30') })],
    }),
    expect: MET,
  },
  'clock from an acceptance that never came': {
    why: 'nothing runs',
    choices: { 'clock.startsAt': 'accepted' },
    ...july({ faults: [fault('A', '10 08:00')] }),
    expect: NEITHER,
  },
  'repaired as stated': {
    why: 'stated 11:30, filed 12:30: in time',
    choices: { 'clock.repairInstant': 'stated' },
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          rounds: [
            { filedAt: at('10 12:30'), repairedAt: at('10 11:30'), testedAt: at('10 13:00'), passed: true },
          ],
        }),
      ],
    }),
    expect: MET,
  },
  'repaired as filed': {
    why: 'the side that did the work does not set its own time',
    ...july({
      faults: [
        fault('A', '10 08:00', {
          ...major,
          rounds: [
            { filedAt: at('10 12:30'), repairedAt: at('10 11:30'), testedAt: at('10 13:00'), passed: true },
          ],
        }),
      ],
    }),
    expect: LATE,
  },
  'known late': {
    why: 'by August, where it is counted; its callback stays in July',
    ...august({
      faults: [
        fault('A', '10 08:00', {
          rounds: late,
          countIn: { P5: '2026-08' },
          callback: { answeredAt: at('12 08:00'), satisfied: false },
        }),
      ],
    }),
    expect: LATE,
  },
};
