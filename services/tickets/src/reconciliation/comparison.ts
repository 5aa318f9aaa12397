import { ticketOfWorkflow, ticketWorkflowId } from '@zhishou/messages/workflow-ids';
import { databaseNow } from '@zhishou/platform/db/clock';
import { type DataSource, In } from 'typeorm';
import { Ticket } from '../ticket/ticket.entity.js';
import { CARRIED_NOW, carriedUntil, type Compared, type Drift, SETTLED, SETTLED_AFTER_MS } from './drift.js';
import type { RunningProcesses } from './running-processes.js';

const PAGE = 100;
/** A worker that is away answers for none of its processes. */
const MOST_UNANSWERED = 3;

/** How far a ticket and its process agree. */
export interface Versions {
  ticketId: string;
  /** how many steps both know of; null when they differ, or when there is nothing to compare */
  agreed: number | null;
  drift: Drift | null;
  /** why the process did not say how far it is */
  failure?: unknown;
}

/**
 * Compares the tickets on record with the processes that run; changes nothing. The lists of both sides, cheap and a
 * little old, give suspects; a suspect is drift when a second look, at the two themselves, says so too.
 */
export class Comparison {
  constructor(
    private readonly db: DataSource,
    private readonly processes: RunningProcesses,
  ) {}

  /** Tickets that must have a process, in the order of their ids. @param after id of the last one of the page before */
  async openTickets(after: string | null): Promise<Compared> {
    const tickets = await this.tickets()
      .where(CARRIED_NOW)
      .andWhere(`ticket.reported_at < clock_timestamp() - interval '${SETTLED_AFTER_MS} milliseconds'`)
      .andWhere('ticket.id > :after', { after: after ?? '' })
      .orderBy('ticket.id')
      .take(PAGE)
      .getMany();
    const running = await this.processes.among(tickets.map(({ kind, id }) => ticketWorkflowId(kind, id)));
    const isFine = ({ kind, id, processStartedAt }: Ticket): boolean =>
      running.has(ticketWorkflowId(kind, id)) && processStartedAt !== null;
    const suspects = tickets.filter((ticket) => !isFine(ticket)).map(({ id }) => id);
    const next = tickets.length === PAGE ? tickets[PAGE - 1]!.id : null;
    return { compared: tickets.length, drift: await this.driftAmong(suspects), next };
  }

  /** Processes that must have an open ticket. @param after where Temporal's list goes on */
  async runningProcesses(after: string | null): Promise<Compared> {
    const { ids, next } = await this.processes.page(PAGE, after);
    const ticketIds = ids.map(ticketOfWorkflow);
    const tickets = await this.tickets()
      .where({ id: In(ticketIds) })
      .getMany();
    const now = await databaseNow(this.db.manager);
    const fine = new Set(tickets.filter((ticket) => carriedUntil(ticket) > now).map(({ id }) => id));
    const suspects = ticketIds.filter((id) => !fine.has(id));
    return { compared: ids.length, drift: await this.driftAmong(suspects), next };
  }

  /** Whether there is a process where there must be one, and only there: asked of the two themselves. */
  async presence(ticketId: string): Promise<Drift | null> {
    const before = await this.find(ticketId);
    if (!before)
      return (await this.runsUnderAnyName(ticketId)) ? { what: 'NO_TICKET', ticketId, ticket: null } : null;
    const isRunning = await this.processes.isRunning(before);
    // read again: a process ends only after its ticket is over, so a ticket still open by now has lost it
    const ticket = (await this.find(ticketId)) ?? before;
    const sinceEnd = (await databaseNow(this.db.manager)) - carriedUntil(ticket);
    if (!isRunning) return sinceEnd < 0 ? { what: 'NOT_RUNNING', ticketId, ticket } : null;
    if (sinceEnd > SETTLED_AFTER_MS) return { what: 'STILL_RUNNING', ticketId, ticket };
    return ticket.processStartedAt === null ? { what: 'NOT_NOTED', ticketId, ticket } : null;
  }

  /** Whether these tickets and their processes know of the same steps. Gives up when none answers. */
  async *versionsOf(ticketIds: string[]): AsyncGenerator<Versions> {
    let unanswered = 0;
    for (const ticketId of ticketIds) {
      const versions = await this.versions(ticketId);
      unanswered = versions.failure === undefined ? 0 : unanswered + 1;
      yield versions;
      if (unanswered === MOST_UNANSWERED) return;
    }
  }

  /** A ticket in motion is left for the next time. */
  async versions(ticketId: string): Promise<Versions> {
    const nothing = { ticketId, agreed: null, drift: null };
    const before = await this.find(ticketId);
    if (!before || !(await this.isCarried(before)) || !(await this.processes.isRunning(before)))
      return nothing;
    let known: number;
    try {
      known = await this.processes.versionOf(before);
    } catch (failure) {
      return { ...nothing, failure };
    }
    if (known === before.version) return { ticketId, agreed: known, drift: null };
    const ticket = await this.tickets().where({ id: ticketId }).andWhere(SETTLED).getOne();
    if (!ticket) return nothing;
    if (known === ticket.version) return { ticketId, agreed: known, drift: null };
    const what = known < ticket.version ? 'BEHIND' : 'AHEAD';
    return { ticketId, agreed: null, drift: { what, ticketId, ticket } };
  }

  private async driftAmong(suspects: string[]): Promise<Drift[]> {
    const found: Drift[] = [];
    for (const id of suspects) {
      const drift = await this.presence(id);
      if (drift) found.push(drift);
    }
    return found;
  }

  private async isCarried(ticket: Ticket): Promise<boolean> {
    const until = carriedUntil(ticket);
    return until === Infinity || (await databaseNow(this.db.manager)) < until;
  }

  private async runsUnderAnyName(id: string): Promise<boolean> {
    const kinds = ['FAULT', 'CONSULTATION', 'OTHER'] as const;
    return (await this.processes.among(kinds.map((kind) => ticketWorkflowId(kind, id)))).size > 0;
  }

  private find(id: string): Promise<Ticket | null> {
    return this.db.getRepository(Ticket).findOneBy({ id });
  }

  private tickets() {
    return this.db.getRepository(Ticket).createQueryBuilder('ticket');
  }
}
