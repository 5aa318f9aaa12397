import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '@zhishou/rules/month';
import { REPOSITORY } from '../root/repository.js';
import { chooseContract } from './contract.js';

const shaoguan = join(REPOSITORY, 'contracts/shaoguan-2026');

describe('the contract a stack is started with', () => {
  it('always covers today, whatever day it is', () => {
    const { signedOn, note } = chooseContract(shaoguan, undefined);
    const [day] = /\d{4}-\d{2}-\d{2}/.exec(note.split('signed on')[1]!)!;
    expect(day <= dayOf(Date.now())).toBe(true);
    expect(dayOf(Date.now()) <= `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`).toBe(true);
    if (signedOn) expect(note).toContain('moved from');
  });

  it('is signed on the day asked for', () => {
    expect(chooseContract(shaoguan, '2025-01-15')).toMatchObject({ signedOn: '2025-01-15' });
  });

  it('is refused with its problems when the folder is none', () => {
    expect(() => chooseContract(join(REPOSITORY, 'contracts/nowhere'), undefined)).toThrow(
      'contracts/nowhere',
    );
  });
});
