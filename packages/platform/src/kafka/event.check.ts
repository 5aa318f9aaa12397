import type { AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { SERVICES, type Topic, TOPIC_RULES, TOPICS } from '@zhishou/messages/topics';

/** A message as it stands on Kafka. */
export interface Message {
  key: Buffer | null;
  value: Buffer | null;
  /** the broker's instant, ms since 1970 as decimal text */
  timestamp: string;
}

export type Checked = { event: Event } | { reason: string };

const LONGEST_NAME = 200;
const LONGEST_GIVEN = 10_000;
/** Nothing of ours happened before it; ms since 1970. */
const EARLIEST = Date.parse('2020-01-01T00:00:00Z');
const AHEAD_MS = 24 * 3_600_000;
/** A producer counts its own events one by one; what a roll-back or a restart leaves out is far less. */
export const FARTHEST_JUMP = 1_000_000;
/** No producer of ours comes to it; what a first event may count at most. */
const HIGHEST_FIRST = 1_000_000_000;

/**
 * Takes only events that their topic's owner may have told: a CloudEvent of a kind the topic carries, from a service
 * that writes it, about the aggregate that is its key, at an instant and with a sequence that can be. One instance sees
 * one consumer's messages in their order.
 */
export class EventCheck {
  /** by topic and producer, the highest sequence so far */
  private readonly highest = new Map<string, number>();

  check(topic: Topic, { key, value, timestamp }: Message): Checked {
    const event = parse(value);
    if (event === undefined) return { reason: 'it is not a CloudEvent of ours' };
    const reason =
      wrongOrigin(topic, event) ??
      wrongSubject(topic, event, key?.toString('utf8')) ??
      wrongInstant(event, Number(timestamp)) ??
      this.wrongSequence(topic, event);
    return reason === undefined ? { event } : { reason };
  }

  private wrongSequence(topic: Topic, { source, sequence }: Event): string | undefined {
    if (!/^[1-9]\d{0,14}$/.test(sequence)) return 'its sequence is not a number of events';
    const place = `${topic} ${source}`;
    const known = this.highest.get(place);
    const given = Number(sequence);
    if (given > (known === undefined ? HIGHEST_FIRST : known + FARTHEST_JUMP))
      return 'its sequence jumps too far';
    this.highest.set(place, Math.max(given, known ?? 0));
    return undefined;
  }
}

function parse(value: Buffer | null): Event | undefined {
  let event: Partial<Event> | null;
  try {
    event = JSON.parse(value?.toString('utf8') ?? '') as Partial<Event> | null;
  } catch {
    return undefined;
  }
  if (typeof event !== 'object' || event?.specversion !== '1.0') return undefined;
  const { id, source, type, subject, time, sequence, requestid = '' } = event;
  const named = [id, source, type, time, sequence].every((text) => isText(text, LONGEST_NAME) && text !== '');
  // what a caller gave may be longer, or nothing: a name that was tried at a sign-in, a header
  const given = [subject, requestid].every((text) => isText(text, LONGEST_GIVEN));
  return named && given && 'data' in event ? (event as Event) : undefined;
}

const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length <= longest;

function wrongOrigin(topic: Topic, { source, type }: Event): string | undefined {
  const { writers, carries } = TOPIC_RULES[topic];
  if (!writers.some((service) => source === sourceOf(service))) return 'its source does not write this topic';
  if (!carries.includes(type.split('.', 1)[0]!)) return 'its type is not carried by this topic';
  return undefined;
}

const sourceOf = (service: string) => `/zhishou/${service}`;

function wrongSubject(topic: Topic, event: Event, key: string | undefined): string | undefined {
  if (topic === TOPICS.audit) return wrongAuditEntry(event, key);
  if (key !== event.subject) return 'its subject is not its key';
  const told = aggregateOf(event);
  return told !== undefined && told !== event.subject ? 'its data are about another subject' : undefined;
}

/** A chain is keyed by its service, and an entry counts its place in the chain. */
function wrongAuditEntry({ source, subject, sequence, data }: Event, key: string | undefined) {
  const entry = data as Partial<AuditEntryData> | null;
  const service = SERVICES.find((name) => sourceOf(name) === source);
  if (key !== service || entry?.service !== service) return 'it is not of the chain of its source';
  if (String(entry?.seq) !== sequence || entry?.aggregateId !== subject)
    return 'its data are of another entry';
  return undefined;
}

/** The id that the data name as what they are about; undefined where the kind of event names none. */
function aggregateOf({ type, data }: Event): unknown {
  const body = (data ?? {}) as Record<string, Record<string, unknown> | undefined>;
  switch (type.split('.', 1)[0]) {
    case 'person':
      return body.id ?? null;
    case 'service-event':
      return body.serviceEvent?.id ?? null;
    case 'ticket':
    case 'clock':
      return body.ticket?.id ?? body.ticketId ?? null;
    case 'escalation':
      return body.ticketId ?? body.sparePart?.id;
    default:
      return undefined;
  }
}

function wrongInstant({ time }: Event, arrived: number): string | undefined {
  const at = /^\d{4}-\d\d-\d\dT/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(at)) return 'its time is no instant';
  if (at < EARLIEST) return 'its time is before all that can be';
  return at > arrived + AHEAD_MS ? 'its time is after its arrival' : undefined;
}
