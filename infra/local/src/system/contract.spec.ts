import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '@zhishou/rules/month';
import { REPOSITORY } from '../root/repository.js';
import { chooseContracts } from './contract.js';

const shaoguan = join(REPOSITORY, 'contracts/shaoguan-2026');

describe('a contract that a stack is started with', () => {
  it('always covers today, whatever day it is', () => {
    const { signedOn, note } = chooseContracts([shaoguan], undefined);
    const [day] = /\d{4}-\d{2}-\d{2}/.exec(note.split('signed on')[1]!)!;
    expect(day <= dayOf(Date.now())).toBe(true);
    expect(dayOf(Date.now()) <= `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`).toBe(true);
    if (signedOn) expect(note).toContain('moved from');
  });

  it('is signed on the day asked for', () => {
    expect(chooseContracts([shaoguan], '2025-01-15')).toMatchObject({ signedOn: '2025-01-15' });
  });

  it('may be one of several, each as its folder says', () => {
    const demo = join(REPOSITORY, 'contracts/demo-seconds');
    const { folders, signedOn, note } = chooseContracts([shaoguan, demo], undefined);
    expect({ folders, signedOn }).toEqual({ folders: [shaoguan, demo], signedOn: undefined });
    expect(note).toContain('demo-seconds, signed on 2026-01-01');
    expect(() => chooseContracts([shaoguan, shaoguan], undefined)).toThrow(
      'an id that no other contract has',
    );
    expect(() => chooseContracts([shaoguan, demo], '2026-06-28')).toThrow('--signed 2026-06-28');
  });

  it('is refused with its problems when the folder is none', () => {
    expect(() => chooseContracts([join(REPOSITORY, 'contracts/nowhere')], undefined)).toThrow(
      'contracts/nowhere',
    );
  });
});
