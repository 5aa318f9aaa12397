import { setTimeout as wait } from 'node:timers/promises';
import { CLOCK_BREACHED, CLOCK_WARNED, type ClockMarkData } from '@zhishou/messages/events';
import type { ClaimMarksInput, ClaimMarksResult } from '@zhishou/messages/ticket-workflow';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { type DueMark, dueAt } from '@zhishou/rules/clock';
import type { DataSource, EntityManager } from 'typeorm';
import { assetNameOf } from '../asset/asset.service.js';
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
  { ticketId, marks }: ClaimMarksInput,
): Promise<ClaimMarksResult> {
  const early = Math.min(...marks.map((mark) => mark.at)) + 1 - (await databaseNow(db.manager));
  if (early > 0 && early <= SHORT_WAIT_MS) await wait(early);
  return db.transaction(async (manager) => {
    const ticket = await lockTicket(manager, ticketId);
    const now = await databaseNow(manager);
    const past = marks.filter((mark) => mark.at < now);
    const contract = await contracts.byVersion(ticket.contractVersion);
    const assetName = await assetNameOf(manager, ticket.assetCode);
    await writeClocks(manager, ticket.process, now);
    for (const mark of past) {
      const deadline = new Date(dueOf(ticket, mark, now));
      const alarm = { reason: reasonOf(mark), at: new Date(mark.at), mark, dueAt: deadline };
      if (await raiseEscalation(manager, ticket, assetName, contract, alarm)) {
        await tell(manager, ticket, assetName, mark, deadline, now);
      }
    }
    return { now, settled: past.map(({ clock, mark }) => ({ clock, mark })) };
  });
}

function dueOf(ticket: Ticket, mark: DueMark, now: number): number {
  const clock = ticket.process.clocks.find((c) => c.kind === mark.clock);
  if (!clock) throw new Error(`ticket ${ticket.id} has no clock ${mark.clock}`);
  return dueAt(clock, now);
}

async function tell(
  manager: EntityManager,
  ticket: Ticket,
  assetName: string | null,
  mark: DueMark,
  deadline: Date,
  now: number,
): Promise<void> {
  const at = new Date(mark.at);
  const data: ClockMarkData = {
    ticket: ticketSnapshot(ticket, assetName, now),
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
