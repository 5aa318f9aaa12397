import { describe, expect, it } from '@jest/globals';
import * as audit from '@zhishou/messages/audit';
import * as events from '@zhishou/messages/events';
import * as reconciliation from '@zhishou/messages/reconciliation';
import { mayTell, SERVICES, TOPIC_RULES, TOPICS } from '@zhishou/messages/topics';
import * as webhook from '@zhishou/messages/webhook';
import { EventCheck, FARTHEST_JUMP } from './event.check.js';

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

describe('an audit entry', () => {
  const entry = (changes: object = {}, data: object = {}) => ({
    specversion: '1.0',
    id: 'tickets-audit-7',
    source: '/zhishou/tickets',
    type: audit.AUDIT_WRITTEN,
    subject: 'tkt_1',
    time: '2026-07-01T00:00:00.000Z',
    sequence: '7',
    data: { service: 'tickets', seq: 7, aggregateId: 'tkt_1', ...data },
    ...changes,
  });
  const taken = (event: unknown, key: string | null = 'tickets') =>
    'event' in
    new EventCheck().check(TOPICS.audit, {
      key: key === null ? null : Buffer.from(key),
      value: Buffer.from(JSON.stringify(event)),
      timestamp: String(Date.parse('2026-07-01T00:00:01Z')),
    });

  it('is taken of the chain of the service that tells it, and of no other', () => {
    expect(taken(entry())).toBe(true);
    expect(taken(entry({ subject: '' }, { aggregateId: '' }))).toBe(true);
    expect(taken(entry(), 'scoring')).toBe(false);
    expect(taken(entry(), null)).toBe(false);
    expect(taken(entry({}, { service: 'scoring' }))).toBe(false);
    expect(taken(entry({ source: '/zhishou/scoring' }))).toBe(false);
    expect(taken(entry({ source: '/zhishou/gateway' }, { service: 'gateway' }), 'gateway')).toBe(false);
    expect(taken(entry({}, { seq: 8 }))).toBe(false);
    expect(taken(entry({}, { aggregateId: 'tkt_2' }))).toBe(false);
    expect(taken(entry({ data: null }))).toBe(false);
  });
});

describe('a sequence', () => {
  const message = (sequence: string) => ({
    key: Buffer.from('ses_1'),
    value: Buffer.from(
      JSON.stringify({
        specversion: '1.0',
        id: `evt_${sequence}`,
        source: '/zhishou/directory',
        type: events.SESSION_ENDED,
        subject: 'ses_1',
        time: '2026-07-01T00:00:00.000Z',
        sequence,
        data: {},
      }),
    ),
    timestamp: String(Date.parse('2026-07-01T00:00:01Z')),
  });
  const taken = (check: EventCheck, sequence: number) =>
    'event' in check.check(TOPICS.directory, message(String(sequence)));

  it('goes on from the last true one, whatever jumped between, and may repeat', () => {
    const check = new EventCheck();
    expect(taken(check, 500_000_000)).toBe(true);
    expect(taken(check, 500_000_000 + FARTHEST_JUMP + 1)).toBe(false);
    expect(taken(check, 2 ** 53)).toBe(false);
    expect(taken(check, 500_000_001)).toBe(true);
    expect(taken(check, 500_000_000)).toBe(true);
    expect(taken(check, 500_000_001 + FARTHEST_JUMP)).toBe(true);
  });

  it('is not believed at first sight when no producer can have come so far', () => {
    expect(taken(new EventCheck(), 2_000_000_000)).toBe(false);
  });
});
