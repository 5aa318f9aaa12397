import { describe, expect, it } from '@jest/globals';
import type { Contract } from './contract/contract.types.js';
import { dayEnd, dayStart } from './month.js';
import {
  type AboutTicket,
  type ServiceEventKind,
  serviceEventProblems,
  type ServiceEventStatement,
} from './service-event.js';

const CONTRACT = {
  id: 'c',
  signedOn: '2026-06-28',
  periods: [{ from: dayStart('2026-06-28'), to: dayEnd('2027-06-27') }],
  scores: { S3: { least: 5, most: 10 } },
} as Pick<Contract, 'id' | 'signedOn' | 'periods' | 'scores'>;

const NOW = Date.parse('2026-08-31T23:59:59.999+08:00');
const LATE: AboutTicket = {
  ...{ contractId: 'c', severity: 'MAJOR', isDeducted: false },
  resolveBreachedAt: dayStart('2026-08-20'),
};

const problemsOf = (facts: Partial<ServiceEventStatement>, now = NOW) =>
  serviceEventProblems(
    { month: '2026-08', kind: 'COMPLAINT', points: null, ticket: null, ...facts },
    CONTRACT,
    now,
  );

const pathsOf = (facts: Partial<ServiceEventStatement>, now?: number) =>
  problemsOf(facts, now).map(({ path }) => path);

describe('the month of a service event', () => {
  it.each(['2026-06', '2026-07', '2026-08'])('may be %s', (month) => {
    expect(problemsOf({ month })).toEqual([]);
  });

  it.each([
    ['2026-05', 'the contract runs from 2026-06 to 2027-06'],
    ['2027-07', 'the contract runs from 2026-06 to 2027-06'],
    ['2026-09', 'lies in the future'],
  ])('may not be %s: %s', (month, message) => {
    expect(problemsOf({ month })).toEqual([{ path: 'month', message }]);
  });

  it('begins at midnight in Shanghai', () => {
    expect(problemsOf({ month: '2026-09' }, NOW + 1)).toEqual([]);
  });
});

describe('the points of a service event', () => {
  it.each<[ServiceEventKind, number | null, boolean]>([
    ['COMPLAINT', null, true],
    ['COMPLAINT', 5, false],
    ['PRAISE', null, true],
    ['PRAISE', 0, false],
    ['ESCALATED_COMPLAINT', 10, false],
    ['MEDIA_EXPOSURE', 10, false],
    ['DATA_INACCURACY', 2, false],
    ['DOCUMENT_NONCONFORMING', 1, false],
    ['REQUIREMENT_NOT_MET', 1, false],
    ['COMMUNICATION_ACCIDENT', null, false],
    ['COMMUNICATION_ACCIDENT', 4, false],
    ['COMMUNICATION_ACCIDENT', 5, true],
    ['COMMUNICATION_ACCIDENT', 7.5, false],
    ['COMMUNICATION_ACCIDENT', 10, true],
    ['COMMUNICATION_ACCIDENT', 11, false],
    ['DIRECT_DEDUCTION', null, false],
    ['DIRECT_DEDUCTION', -3, false],
    ['DIRECT_DEDUCTION', 0, false],
    ['DIRECT_DEDUCTION', 1, true],
    ['DIRECT_DEDUCTION', 2.5, false],
    ['DIRECT_DEDUCTION', 120, true],
  ])('of a %s may be %p: %p', (kind, points, allowed) => {
    expect(pathsOf({ kind, points, ticket: LATE })).toEqual(allowed ? [] : ['points']);
  });
});

describe('the ticket of a service event', () => {
  it.each<[string, ServiceEventStatement['ticket'], boolean]>([
    ['none', null, false],
    ['a general fault', { ...LATE, severity: 'GENERAL' }, false],
    ['another matter', { ...LATE, severity: null, resolveBreachedAt: null }, false],
    ['a major fault resolved in time', { ...LATE, resolveBreachedAt: null }, false],
    ['a major fault that was deducted for before', { ...LATE, isDeducted: true }, false],
    ['a fault of another contract', { ...LATE, contractId: 'd' }, false],
    ['a major fault resolved late', LATE, true],
  ])('of a direct deduction may be %s: %p', (_name, ticket, allowed) => {
    expect(pathsOf({ kind: 'DIRECT_DEDUCTION', points: 3, ticket })).toEqual(allowed ? [] : ['ticketId']);
  });

  it('of a direct deduction was late in its month, or before', () => {
    expect(pathsOf({ month: '2026-07', kind: 'DIRECT_DEDUCTION', points: 3, ticket: LATE })).toEqual([
      'month',
    ]);
  });

  it('of another kind may be any of the contract, or none', () => {
    expect(pathsOf({ ticket: { ...LATE, contractId: 'd' } })).toEqual(['ticketId']);
    expect(pathsOf({ ticket: { ...LATE, contractId: null } })).toEqual([]);
    expect(problemsOf({ ticket: { ...LATE, severity: 'GENERAL', resolveBreachedAt: null } })).toEqual([]);
  });
});

it('names every field at fault', () => {
  expect(pathsOf({ month: '2026-05', kind: 'DIRECT_DEDUCTION' })).toEqual(['month', 'points', 'ticketId']);
});
