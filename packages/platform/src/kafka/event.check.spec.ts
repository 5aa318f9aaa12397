import { describe, expect, it } from '@jest/globals';
import * as audit from '@zhishou/messages/audit';
import * as events from '@zhishou/messages/events';
import * as reconciliation from '@zhishou/messages/reconciliation';
import { mayTell, SERVICES, TOPIC_RULES, TOPICS } from '@zhishou/messages/topics';
import * as webhook from '@zhishou/messages/webhook';

const TYPE = /^[a-z-]+\.[a-z-]+$/;
const known = [audit, events, reconciliation, webhook]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((value): value is string => typeof value === 'string' && TYPE.test(value));
const all = [...known, ...Object.values(events.TICKET_STEP_EVENTS)];

describe('the rules of topics', () => {
  it('give every event type there is one topic, or consumers would set it aside', () => {
    expect(all).toContain('person.changed');
    for (const type of all) {
      const carriers = Object.values(TOPIC_RULES).filter(({ carries }) =>
        carries.includes(type.split('.')[0]!),
      );
      expect({ type, topics: carriers.length }).toEqual({ type, topics: 1 });
    }
  });

  it('name who writes each topic: one service, but for the audit', () => {
    for (const topic of Object.values(TOPICS))
      expect({ topic, writers: TOPIC_RULES[topic].writers.length }).toEqual({
        topic,
        writers: topic === TOPICS.audit ? SERVICES.length : 1,
      });
  });

  it('let a service tell nothing that consumers would set aside', () => {
    expect(mayTell('tickets', TOPICS.tickets, 'ticket.reported')).toBe(true);
    expect(mayTell('tickets', TOPICS.tickets, 'service-event.registered')).toBe(false);
    expect(mayTell('notifier', TOPICS.tickets, 'ticket.reported')).toBe(false);
  });
});
