import { CLOCK_BREACHED, CLOCK_WARNED, type ClockMarkData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { appendEvent, type NewEvent } from '@zhishou/platform/outbox/outbox';
import { type DueMark, dueAt } from '@zhishou/rules/clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import type { EntityManager } from 'typeorm';
import { type Alarm, escalationEvent, insertEscalation, reasonOf } from '../escalation/raise-escalation.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { writeClocks } from './projection.js';
import { ticketSnapshot } from './ticket-snapshot.js';

/** A ticket as it stands under its lock at `now` (ms). */
interface Standing {
  ticket: Ticket;
  contract: Contract;
  now: number;
}

/** Calls whom the contract names for each mark, with its event and its audit entry. */
export async function tellMarks(
  manager: EntityManager,
  standing: Standing,
  marks: readonly DueMark[],
): Promise<void> {
  const alarms = marks.map((mark) => alarmOf(standing, mark));
  const [, ...raised] = await Promise.all([
    writeClocks(manager, standing.ticket.process, standing.now),
    ...alarms.map((alarm) => insertEscalation(manager, standing.ticket, standing.contract, alarm)),
  ]);
  const told = raised.flatMap((escalation, i) => (escalation ? [{ escalation, alarm: alarms[i]! }] : []));
  await Promise.all([
    ...told.flatMap(({ escalation, alarm }) => [
      appendEvent(manager, escalationEvent(standing.ticket, standing.contract, escalation)),
      appendEvent(manager, markEvent(standing, alarm)),
    ]),
    ...told.map(({ alarm }) => auditMark(manager, standing, alarm)),
  ]);
}

type MarkAlarm = Alarm & Required<Pick<Alarm, 'mark' | 'dueAt'>>;

function alarmOf({ ticket, now }: Standing, { clock: kind, mark, at }: DueMark): MarkAlarm {
  const clock = ticket.process.clocks.find((one) => one.kind === kind)!;
  const reached: DueMark<ClockKind> = { clock: clock.kind, mark, at };
  return { reason: reasonOf(reached), at: new Date(at), mark: reached, dueAt: new Date(dueAt(clock, now)) };
}

function markEvent({ ticket, contract, now }: Standing, { mark, at, dueAt }: MarkAlarm): NewEvent {
  const data: ClockMarkData = {
    ticket: ticketSnapshot(ticket, contract, now),
    clock: mark.clock,
    mark: mark.mark,
    at: at.toISOString(),
    dueAt: dueAt.toISOString(),
  };
  return {
    topic: TOPICS.tickets,
    type: mark.mark === 'BREACH' ? CLOCK_BREACHED : CLOCK_WARNED,
    subject: ticket.id,
    time: at,
    data,
  };
}

const auditMark = (
  manager: EntityManager,
  { ticket, now }: Standing,
  { reason, mark, at, dueAt }: MarkAlarm,
): Promise<void> =>
  writeAudit(manager, {
    actorId: 'system:clock',
    action: reason,
    aggregateId: ticket.id,
    after: { clock: mark.clock, mark: mark.mark, at: at.toISOString(), dueAt: dueAt.toISOString() },
    at: new Date(now),
  });
