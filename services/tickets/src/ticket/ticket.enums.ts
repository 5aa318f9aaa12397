import { registerEnumType } from '@nestjs/graphql';
import type { ClockState } from '@zhishou/rules/clock';
import type { ClockKind, Coverage, Severity, TicketKind, TicketState } from '@zhishou/rules/ticket-life';

export type Channel = 'FIXED_LINE' | 'MOBILE' | 'CONTACT_PERSON' | 'WEB' | 'API';

/** A GraphQL enum of plain words: each value is its own name. */
function words<Word extends string>(name: string, values: Record<Word, true>): Record<Word, Word> {
  const members = Object.fromEntries(Object.keys(values).map((word) => [word, word])) as Record<Word, Word>;
  registerEnumType(members, { name });
  return members;
}

export const TicketKindEnum = words<TicketKind>('TicketKind', {
  FAULT: true,
  CONSULTATION: true,
  OTHER: true,
});
export const SeverityEnum = words<Severity>('Severity', { MAJOR: true, GENERAL: true, CONSULTATION: true });
export const ChannelEnum = words<Channel>('Channel', {
  FIXED_LINE: true,
  MOBILE: true,
  CONTACT_PERSON: true,
  WEB: true,
  API: true,
});
export const CoverageEnum = words<Coverage>('Coverage', {
  COVERED: true,
  OUT_OF_PERIOD: true,
  NOT_LISTED: true,
  COVERED_BY_JUDGEMENT: true,
});
export const TicketStateEnum = words<TicketState>('TicketState', {
  REPORTED: true,
  ACCEPTED: true,
  REMOTE_SUPPORT: true,
  DISPATCHED: true,
  ON_SITE: true,
  REPAIRED: true,
  REOPENED: true,
  CLOSED: true,
  PAUSED: true,
  HANDED_OFF: true,
  CANCELLED: true,
  NOT_COVERED: true,
});
export const ClockKindEnum = words<ClockKind>('ClockKind', { RESPONSE: true, ONSITE: true, RESOLVE: true });
export const ClockStateEnum = words<ClockState>('ClockState', {
  RUNNING: true,
  PAUSED: true,
  MET: true,
  BREACHED: true,
  MET_LATE: true,
  CANCELLED: true,
});
