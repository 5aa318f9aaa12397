import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { ClockState } from '@zhishou/rules/clock';
import type { ClockKind, Coverage, Severity, TicketKind, TicketState } from '@zhishou/rules/ticket-life';

export type Channel = 'FIXED_LINE' | 'MOBILE' | 'CONTACT_PERSON' | 'WEB' | 'API';

export const TicketKindEnum = wordsEnum<TicketKind>('TicketKind', 'What a hotline matter is', {
  FAULT: 'Something does not work (故障): three clocks, and a recovery test before it is closed',
  CONSULTATION: 'A question (技术咨询): closed by its answer',
  OTHER: 'Anything else: recorded and followed to its end, with a response clock only',
});

export const SeverityEnum = wordsEnum<Severity>(
  'Severity',
  "How bad it is (故障级别), which decides the clocks' budgets; the contract says what each means",
  {
    MAJOR: 'Major fault (重大故障): the bureau is called as it is reported',
    GENERAL: 'General fault (一般故障)',
    CONSULTATION: 'A question (技术咨询), and no fault',
  },
);

export const ChannelEnum = wordsEnum<Channel>('Channel', 'How a matter reached the hotline', {
  FIXED_LINE: 'By a call to the fixed line',
  MOBILE: 'By a call to the mobile telephone',
  CONTACT_PERSON: "Told to the provider's contact person",
  WEB: 'Entered in the browser',
  API: 'Sent by a program',
});

export const CoverageEnum = wordsEnum<Coverage>(
  'Coverage',
  'Whether the contract covers the equipment of a fault at the instant of its report',
  {
    COVERED: 'It does',
    OUT_OF_PERIOD:
      'The equipment is listed, but not in its period: waits for judgeCoverage, and no clock runs',
    NOT_LISTED: 'The equipment is in no list: waits for judgeCoverage, and no clock runs',
    COVERED_BY_JUDGEMENT: 'It did not, and the bureau covers it all the same: settled apart, scored alike',
  },
);

export const TicketStateEnum = wordsEnum<TicketState>('TicketState', 'How far a ticket is', {
  REPORTED: 'Waits to be accepted, or for the judgement of its coverage',
  ACCEPTED: 'The provider has it (受理)',
  REMOTE_SUPPORT: 'Worked on from afar',
  DISPATCHED: 'An engineer is on the way',
  ON_SITE: 'An engineer is there',
  REPAIRED: "The provider says it is fixed (销障); waits for the bureau's recovery test",
  REOPENED: 'The recovery test failed; the next round is on',
  CLOSED: 'Over: tested, answered, seen to or resolved by the carrier',
  PAUSED: 'Stands still by a pause that the bureau approved; no clock runs',
  HANDED_OFF: "In the carrier's hands; no clock runs",
  CANCELLED: 'Taken back before it was accepted',
  NOT_COVERED: 'Closed because the bureau judged that the contract does not cover it',
});

export const ClockKindEnum = wordsEnum<ClockKind>('ClockKind', 'What a ticket has a deadline for', {
  RESPONSE: 'Being accepted (响应)',
  ONSITE: 'An engineer checking in (到场); cancelled by a repair from afar',
  RESOLVE: 'The repair report, or the answer to a consultation (处理)',
});

export const ClockStateEnum = wordsEnum<ClockState>('ClockState', 'How a deadline stands at this instant', {
  RUNNING: 'Counts, and is not late',
  PAUSED: 'Stands still, and is not late',
  MET: 'The step was made in time',
  BREACHED: 'Late, and the step is not made',
  MET_LATE: 'The step was made, too late',
  CANCELLED: 'There is nothing to be made any more, and it was not late',
});
