import { describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { badInput } from '../errors.js';
import type { AnyCaseTable } from './case-table.js';
import type { DatabaseClock } from './database-clock.js';
import { bodyHashOf, stepIdOf } from './step-identity.js';
import type { StepSender } from './step.sender.js';
import { StepTaker } from './step.taker.js';
import { Transition } from './transition.entity.js';

const ROW = {
  ...{ id: 'tkt_1', state: 'ON_SITE', version: 2, processStartedAt: null },
  process: { state: 'ON_SITE', version: 2 },
};
const AFTER = { ...ROW, state: 'REPAIRED', version: 3 };
const STEP = { action: 'fileRepairReport' };
const CALLER = { personId: 'psn_1', role: 'ENGINEER' } as unknown as Caller;
const table = {
  entity: class Row {},
  life: { refusal: () => null },
} as unknown as AnyCaseTable;

/** A taker whose database has `recorded` on file from the second look on. */
function takerWhoIsOvertaken(recorded: object | null) {
  let looks = 0;
  const db = {
    getRepository: (entity: unknown) =>
      entity === Transition
        ? { findOneBy: () => Promise.resolve(looks++ === 0 ? null : recorded) }
        : { findOneByOrFail: () => Promise.resolve(AFTER) },
  } as unknown as DataSource;
  const sender = { send: jest.fn() };
  const clock = { now: () => Promise.resolve(0) } as DatabaseClock;
  return { taker: new StepTaker(db, clock, sender as unknown as StepSender), sender };
}

describe('a step whose twin, sent at the same time, used up what it asks for', () => {
  const nothingLeft = badInput([{ path: 'sparePartsUsed.0.quantity', message: 'only 0 in stock' }]);
  const asked = {
    ...{ row: ROW, step: STEP, details: { used: 1 } },
    check: () => Promise.reject(nothingLeft),
  };
  const same = { stepId: stepIdOf('psn_1', 'k'), bodyHash: bodyHashOf({ caseId: 'tkt_1', ...asked }) };

  it('is answered like its twin', async () => {
    const { taker, sender } = takerWhoIsOvertaken(same);
    expect(await taker.take(table, CALLER, { ...asked, idempotencyKey: 'k' })).toBe(AFTER);
    expect(sender.send).not.toHaveBeenCalled();
  });

  it.each([
    ['nothing was taken under its key', null, 'k', 'sparePartsUsed.0.quantity'],
    ['it has no key', same, undefined, 'sparePartsUsed.0.quantity'],
    ['the key was used for something else', { ...same, bodyHash: 'other' }, 'k', 'idempotencyKey'],
  ])('is refused where %s', async (_why, recorded, idempotencyKey, path) => {
    const { taker } = takerWhoIsOvertaken(recorded);
    await expect(taker.take(table, CALLER, { ...asked, idempotencyKey })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(path) as unknown,
    });
  });
});
