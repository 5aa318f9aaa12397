import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayEnd, dayStart } from '@zhishou/rules/month';
import { createLogger } from '../log.js';
import type { ContractStore } from './contract.store.js';
import { ContractTurns } from './contract.turns.js';

process.env.LOG_LEVEL = 'silent';

const contract = (signedOn: string, lastDay: string) =>
  ({ signedOn, periods: [{ from: dayStart(signedOn), to: dayEnd(lastDay) }] }) as Contract;
const CONTRACTS = [contract('2026-03-01', '2027-02-28'), contract('2027-03-01', '2028-02-28')];

const noon = (day: string) => dayStart(day) + 12 * 3_600_000;

let loadedAt: string[];
let refusals: number;
let turns: ContractTurns;

beforeEach(() => {
  jest.useFakeTimers({ now: noon('2027-01-10') });
  [loadedAt, refusals] = [[], 0];
  const load = () => {
    if (refusals-- > 0) return Promise.reject(new Error('away'));
    loadedAt.push(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19));
    return Promise.resolve();
  };
  turns = new ContractTurns({ load } as unknown as ContractStore, CONTRACTS, createLogger('test'));
  turns.onApplicationBootstrap();
});

afterEach(async () => {
  await turns.beforeApplicationShutdown();
  jest.useRealTimers();
});

const until = (day: string) => jest.advanceTimersByTimeAsync(noon(day) - Date.now());

describe('contracts that follow each other', () => {
  it('are made use of anew right after each turn, however far off, and not in between', async () => {
    await until('2027-02-28');
    expect(loadedAt).toEqual([]);
    await until('2027-12-31');
    expect(loadedAt).toEqual(['2027-03-01T00:00:01']);
    await until('2030-01-01');
    expect(loadedAt).toEqual(['2027-03-01T00:00:01', '2028-02-29T00:00:01']);
  });

  it('are tried again while the database is away', async () => {
    refusals = 3;
    await until('2027-03-01');
    expect(loadedAt).toEqual(['2027-03-01T00:03:01']);
  });

  it('are left alone once the service stops', async () => {
    await turns.beforeApplicationShutdown();
    await until('2027-03-02');
    expect(loadedAt).toEqual([]);
  });
});
