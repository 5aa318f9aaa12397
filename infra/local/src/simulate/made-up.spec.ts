import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { type MadeUp, madeUpAs, noteMadeUp } from './made-up.js';

const CONTRACT = join(REPOSITORY, 'contracts/shaoguan-2026');
const ASKED = { months: 7, faults: 350, seed: 7 };
const WHOLE: MadeUp = { ...ASKED, contract: CONTRACT, signedOn: '2026-04-01', isWhole: true };
const USUAL = { contracts: [CONTRACT], fresh: false };

describe('what the data of a stack are made up as', () => {
  let data: string;

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'zhishou-made-up-'));
  });

  afterEach(() => rmSync(data, { recursive: true }));

  it('is nothing, where nobody has asked for it', () => {
    expect(madeUpAs({ data }, USUAL)).toBeUndefined();
  });

  it('is planned from the first of a month, where it is asked for', () => {
    const planned = madeUpAs({ data }, { ...USUAL, simulation: ASKED });
    expect(planned).toMatchObject({ ...ASKED, contract: CONTRACT, isWhole: false });
    expect(planned?.signedOn).toMatch(/-01$/);
  });

  it('is of one contract only', () => {
    const asked = { ...USUAL, contracts: [CONTRACT, CONTRACT], simulation: ASKED };
    expect(() => madeUpAs({ data }, asked)).toThrow('--contract 只能写一次');
  });

  it('is what it was, when the system is started again', () => {
    noteMadeUp({ data }, WHOLE);
    expect(madeUpAs({ data }, USUAL)).toEqual(WHOLE);
    expect(madeUpAs({ data }, { ...USUAL, simulation: ASKED })).toEqual(WHOLE);
  });

  it.each([
    ['another simulation', { simulation: { ...ASKED, seed: 8 } }],
    ['another contract', { contracts: [join(REPOSITORY, 'contracts/demo-seconds')] }],
    ['another signing day', { signedOn: '2026-06-28' }],
  ])('does not become %s', (_what, more) => {
    noteMadeUp({ data }, WHOLE);
    expect(() => madeUpAs({ data }, { ...USUAL, ...more })).toThrow('--fresh');
  });

  it('is not gone on with when it was broken off', () => {
    noteMadeUp({ data }, { ...WHOLE, isWhole: false });
    expect(() => madeUpAs({ data }, USUAL)).toThrow('数据不完整');
    expect(madeUpAs({ data }, { ...USUAL, fresh: true })).toBeUndefined();
  });
});
