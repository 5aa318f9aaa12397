import { describe, expect, it } from '@jest/globals';
import { contractEnv } from './contract.env.js';

describe('the contracts an installation is told of', () => {
  it('are one or several folders, and a signing day for one of its own', () => {
    expect(contractEnv({ CONTRACT_DIR: '/c/2026', CONTRACT_SIGNED_ON: '2026-07-01' })).toEqual({
      folders: ['/c/2026'],
      signedOn: '2026-07-01',
    });
    expect(contractEnv({ CONTRACT_DIR: '/c/2026, /c/2027' }).folders).toEqual(['/c/2026', '/c/2027']);
  });

  it.each([
    ['no folder', {}, 'missing CONTRACT_DIR'],
    ['nothing but a comma', { CONTRACT_DIR: ',' }, 'wrong CONTRACT_DIR: it names no folder'],
    [
      'a signing day for two',
      { CONTRACT_DIR: '/a,/b', CONTRACT_SIGNED_ON: '2026-07-01' },
      'wrong CONTRACT_SIGNED_ON (2026-07-01): it moves one contract, and CONTRACT_DIR names 2',
    ],
  ])('are refused when they are %s', (_, source, problem) => {
    expect(() => contractEnv(source)).toThrow(problem);
  });
});
