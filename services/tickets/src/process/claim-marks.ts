import { setTimeout as wait } from 'node:timers/promises';
import { CLOCK_BREACHED, CLOCK_WARNED, type ClockMarkData } from '@zhishou/messages/events';
import type { ClaimMarksInput, ClaimMarksResult } from '@zhishou/messages/ticket-workflow';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type ClockLedger, type DueMark, dueAt, marksOf } from '@zhishou/rules/clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource, EntityManager } from 'typeorm';
import type { ContractStore } from '../contract/contract.store.js';
import { raiseEscalation, reasonOf } from '../escalation/raise-escalation.js';
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
  const claim = () => db.transaction((manager) => claimPast(manager, contracts, input));
  const claimed = await claim();
  const early = Math.min(...input.marks.map((mark) => mark.at)) + 1 - claimed.now;
  if (early <= 0 || early > SHORT_WAIT_MS) return claimed;
  await wait(early);
  return claim();
}

async function claimPast(
  manager: EntityManager,
  contracts: ContractStore,
  { ticketId, marks }: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const ticket = await lockTicket(manager, ticketId);
  const now = await databaseNow(manager);
  const past = marks.filter((mark) => mark.at < now);
  if (past.length > 0) {
    const contract = await contracts.byVersion(ticket.contractVersion, manager);
    await writeClocks(manager, ticket.process, now);
    for (const mark of past) await claimMark(manager, contract, ticket, mark, now);
  }
  return { now, settled: past.map(({ clock, mark }) => ({ clock, mark })) };
}

async function claimMark(
  manager: EntityManager,
  contract: Contract,
  ticket: Ticket,
  mark: DueMark,
  now: number,
): Promise<void> {
  const clock = ticket.process.clocks.find(({ kind }) => kind === mark.clock);
  if (!clock || !stands(clock, mark)) return;
  const deadline = new Date(dueAt(clock, now));
  const alarm = { reason: reasonOf(mark), at: new Date(mark.at), mark, dueAt: deadline };
  if (await raiseEscalation(manager, ticket, contract, alarm)) {
    await tell(manager, contract, ticket, mark, deadline, now);
  }
}

/** A process that never learned of a recorded step may ask for a mark that the step has made void (ADR 3). */
const stands = (clock: ClockLedger, mark: DueMark): boolean =>
  marksOf(clock).some((own) => own.mark === mark.mark && own.at === mark.at);

async function tell(
  manager: EntityManager,
  contract: Contract,
  ticket: Ticket,
  mark: DueMark,
  deadline: Date,
  now: number,
): Promise<void> {
  const at = new Date(mark.at);
  const data: ClockMarkData = {
    ticket: ticketSnapshot(ticket, contract, now),
    clock: mark.clock,
    mark: mark.mark,
    at: at.toISOString(),
    dueAt: deadline.toISOString(),
  };
  await appendEvent(manager, {
    topic: TOPICS.tickets,
    type: mark.mark === 'BREACH' ? CLOCK_BREACHED : CLOCK_WARNED,
    subject: ticket.id,
    time: at,
    data,
  });
  await writeAudit(manager, {
    actorId: 'system:clock',
    action: reasonOf(mark),
    aggregateId: ticket.id,
    after: { clock: mark.clock, mark: mark.mark, at: data.at, dueAt: data.dueAt },
    at: new Date(now),
  });
}
