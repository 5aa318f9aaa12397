import { setTimeout as wait } from 'node:timers/promises';
import { CLOCK_BREACHED, CLOCK_WARNED, type ClockMarkData } from '@zhishou/messages/events';
import type { ClaimMarksInput, ClaimMarksResult } from '@zhishou/messages/case-process';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent, type NewEvent } from '@zhishou/platform/outbox/outbox';
import { type DueMark, dueAt, marksOf } from '@zhishou/rules/clock';
import type { ClockKind } from '@zhishou/rules/ticket-life';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource, EntityManager } from 'typeorm';
import type { ContractStore } from '../contract/contract.store.js';
import { type Alarm, escalationEvent, insertEscalation, reasonOf } from '../escalation/raise-escalation.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { writeClocks } from './projection.js';
import { lockTicket } from './record-transition.js';
import { ticketSnapshot } from './ticket-snapshot.js';

/** A timer that fires this little too early is waited for here; a longer wait is the workflow's. */
const SHORT_WAIT_MS = 250;

/** Tells each mark that is past by the database's clock, once; the rest the workflow sleeps on. */
export async function claimMarks(
  db: DataSource,
  contracts: ContractStore,
  input: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const claim = () => inTransaction(db, (manager) => claimPast(manager, contracts, input));
  const claimed = await claim();
  const early = Math.min(...input.marks.map((mark) => mark.at)) + 1 - claimed.now;
  if (early <= 0 || early > SHORT_WAIT_MS) return claimed;
  await wait(early);
  return claim();
}

async function claimPast(
  manager: EntityManager,
  contracts: ContractStore,
  { caseId, marks }: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const ticket = await lockTicket(manager, caseId);
  const now = await databaseNow(manager);
  const past = (marks as DueMark<ClockKind>[]).filter((mark) => mark.at < now);
  if (past.length > 0) {
    const contract = await contracts.byVersion(ticket.contractVersion, manager);
    await tellMarks(manager, { ticket, contract, now }, past);
  }
  return { now, settled: past.map(({ clock, mark }) => ({ clock, mark })) };
}

/** A ticket as it stands under its lock at `now` (ms). */
interface Standing {
  ticket: Ticket;
  contract: Contract;
  now: number;
}

async function tellMarks(
  manager: EntityManager,
  standing: Standing,
  past: DueMark<ClockKind>[],
): Promise<void> {
  const alarms = past.flatMap((mark) => alarmOf(standing, mark) ?? []);
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

/** Null for a mark that a recorded step, of which the process never learned, has made void (ADR 3). */
function alarmOf({ ticket, now }: Standing, mark: DueMark<ClockKind>): MarkAlarm | null {
  const clock = ticket.process.clocks.find(({ kind }) => kind === mark.clock);
  const stands = clock && marksOf(clock).some((own) => own.mark === mark.mark && own.at === mark.at);
  if (!stands) return null;
  return { reason: reasonOf(mark), at: new Date(mark.at), mark, dueAt: new Date(dueAt(clock, now)) };
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
