import { describe, expect, it } from '@jest/globals';
import type { Event } from '@zhishou/messages/events';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { CycleFeed } from './cycle-feed.js';

type Take = (event: Event) => Promise<void>;

describe('a month', () => {
  it.each<[string, object]>([
    ['itself', { cycle: { id: 'c/2026-08' } }],
    ['a visit', { visit: { id: 'vst_1', cycleId: 'c/2026-08' } }],
    ['a finding', { finding: { id: 'fnd_1', cycleId: 'c/2026-08' } }],
    ['a hazard', { findingId: 'fnd_1', cycleId: 'c/2026-08', state: 'CONSENTED' }],
    ['a fault that has become a ticket', { findingId: 'fnd_1', cycleId: 'c/2026-08', ticketId: 'tkt_1' }],
  ])('is told to have changed with %s, and with nothing else', async (_, data) => {
    let take: Take | undefined;
    const consume = (reader: { onEvent: Take }) => (take = reader.onEvent);
    const feed = new CycleFeed({ consume } as unknown as Broker);
    feed.onApplicationBootstrap();
    const heard = feed.of('cycle').next();
    for (const told of [{ task: { id: 'gtk_1' } }, { review: { id: 'rvw_1' } }, data])
      await take!({ data: told } as Event);
    expect(await heard).toEqual({ done: false, value: { cycleId: 'c/2026-08' } });
  });
});
