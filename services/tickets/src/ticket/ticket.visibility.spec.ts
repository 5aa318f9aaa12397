import { describe, expect, it } from '@jest/globals';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import { maySee } from './ticket.visibility.js';

const ME = 'psn_me';
const OTHER = 'psn_other';

const seenBy = (owned: { reportedById: string; assigneeId: string | null }): string[] =>
  ALL_ROLES.filter((role) => maySee({ role, personId: ME }, owned));

const OVERSEERS = ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN', 'PROVIDER_DISPATCHER', 'BOT', 'AUDITOR'];

describe('a ticket is seen', () => {
  it.each([
    ['reported and worked on by others', OTHER, OTHER, []],
    ['reported by me', ME, OTHER, ['BUREAU_REPORTER']],
    ['assigned to me', OTHER, ME, ['PROVIDER_ENGINEER']],
    ['assigned to nobody yet', OTHER, null, ['PROVIDER_ENGINEER']],
    ['reported by me and assigned to me', ME, ME, ['BUREAU_REPORTER', 'PROVIDER_ENGINEER']],
  ])('%s: by those who oversee all, and by whom it concerns', (_, reportedById, assigneeId, concerned) => {
    expect(seenBy({ reportedById, assigneeId }).sort()).toEqual([...OVERSEERS, ...concerned].sort());
  });
});
