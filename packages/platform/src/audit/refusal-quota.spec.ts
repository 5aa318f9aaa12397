import { describe, expect, it } from '@jest/globals';
import { RefusalQuota } from './refusal-quota.js';

const MINUTE = 60_000;
const li = { actorId: 'psn_li', actorRole: 'PROVIDER_ENGINEER' };
const bot = { actorId: 'psn_bot', actorRole: 'BOT' };

const takeMany = (quota: RefusalQuota, count: number, now = 0, code = 'FORBIDDEN', actor = li) =>
  Array.from({ length: count }, () => quota.take(actor, code, now)).filter(Boolean).length;

describe('what refusals may write', () => {
  it('is twenty entries an actor and minute, and one for all the rest', () => {
    const quota = new RefusalQuota();
    expect(takeMany(quota, 1000)).toBe(20);
    expect(takeMany(quota, 3, MINUTE - 1, 'NDA_REQUIRED')).toBe(0);
    expect(quota.end(MINUTE - 1)).toEqual([]);
    expect(quota.end(MINUTE)).toEqual([{ ...li, counts: { FORBIDDEN: 980, NDA_REQUIRED: 3 } }]);
    expect(quota.end(2 * MINUTE)).toEqual([]);
  });

  it('does not let one actor use up what another may', () => {
    const quota = new RefusalQuota();
    takeMany(quota, 50);
    expect(quota.take(bot, 'FORBIDDEN', 0)).toBe(true);
    expect(quota.end(MINUTE)).toEqual([{ ...li, counts: { FORBIDDEN: 30 } }]);
  });

  it('begins anew after a minute', () => {
    const quota = new RefusalQuota();
    takeMany(quota, 20);
    quota.end(MINUTE);
    expect(takeMany(quota, 30, MINUTE + 1)).toBe(20);
  });
});
