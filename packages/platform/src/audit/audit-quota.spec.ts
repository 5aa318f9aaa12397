import { describe, expect, it } from '@jest/globals';
import { AuditQuota } from './audit-quota.js';

const MINUTE = 60_000;
const li = { actorId: 'psn_li', actorRole: 'PROVIDER_ENGINEER' };
const bot = { actorId: 'psn_bot', actorRole: 'BOT' };

const takeMany = (quota: AuditQuota, count: number, now = 0, code = 'FORBIDDEN', actor = li) =>
  Array.from({ length: count }, () => quota.take(actor, code, now)).filter(Boolean).length;

describe('what an actor may cause to be written', () => {
  it('is twenty entries an actor and minute, and one for all the rest', () => {
    const quota = new AuditQuota();
    expect(takeMany(quota, 1000)).toBe(20);
    expect(takeMany(quota, 3, MINUTE - 1, 'NDA_REQUIRED')).toBe(0);
    expect(quota.end(MINUTE - 1)).toEqual([]);
    expect(quota.end(MINUTE)).toEqual([{ ...li, counts: { FORBIDDEN: 980, NDA_REQUIRED: 3 } }]);
    expect(quota.end(2 * MINUTE)).toEqual([]);
  });

  it('does not let one actor use up what another may', () => {
    const quota = new AuditQuota();
    takeMany(quota, 50);
    expect(quota.take(bot, 'FORBIDDEN', 0)).toBe(true);
    expect(quota.end(MINUTE)).toEqual([{ ...li, counts: { FORBIDDEN: 30 } }]);
  });

  it('begins anew after a minute', () => {
    const quota = new AuditQuota();
    takeMany(quota, 20);
    quota.end(MINUTE);
    expect(takeMany(quota, 30, MINUTE + 1)).toBe(20);
  });
});
