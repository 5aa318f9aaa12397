import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { currentRequestId } from '@zhishou/platform/context';
import { createLogger } from '@zhishou/platform/log';
import { dayOf } from '@zhishou/rules/month';
import type { TicketStep } from '@zhishou/rules/ticket-case';
import { eventually } from '@zhishou/testkit/eventually';
import pg from 'pg';
import { processActivities } from '@zhishou/platform/process/activities';
import { ticketRecording } from '../src/process/ticket.recording.js';
import { ticketsDatabase } from '../src/tickets.database.js';
import { TicketsModule } from '../src/tickets.module.js';
import { processProbes } from '@zhishou/platform/process/process.probes';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { openWorld, type Refusal, ServiceWorld } from '@zhishou/testkit/service-world';
import { GENERAL_FAULT, mutation, type MutationName, type TicketView, VIEW } from './ticket.view.js';

const CONTRACT_DIR = fileURLToPath(new URL('../../../contracts/demo-seconds', import.meta.url));

const WORKER = fileURLToPath(new URL('../dist/worker.js', import.meta.url));

const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'tickets-worker' AND wait_event_type = 'Lock'`;

/** The service on a database, topics and a Temporal namespace of the test file's own; the contract is signed today. */
export class TicketsWorld extends ServiceWorld {
  /** @param overrides environment of the service, where it differs from that of its workers */
  static async open(overrides?: (env: Record<string, string>) => Record<string, string>) {
    const parts = await openWorld({
      service: { name: 'tickets', module: TicketsModule, probes: processProbes },
      database: ticketsDatabase,
      env: {
        CONTRACT_DIR,
        CONTRACT_SIGNED_ON: dayOf(Date.now()),
      },
      overrides,
    });
    return new TicketsWorld(parts, WORKER);
  }

  /** what the worker does to the database */
  get activities() {
    const recording = ticketRecording(this.service.app.get(ContractStore));
    return processActivities(this.db, [recording], createLogger('test'));
  }

  async change(who: Who, name: MutationName, input: object): Promise<TicketView> {
    const data = await this.ask<Record<string, TicketView>>(who, mutation(name), { input });
    return data[name] as TicketView;
  }

  refusedChange(who: Who, name: MutationName, input: object): Promise<Refusal> {
    return this.refusal(who, mutation(name), { input });
  }

  report(more: object = {}, who: Who = 'reporter'): Promise<TicketView> {
    return this.change(who, 'reportTicket', { ...GENERAL_FAULT, ...more });
  }

  async read(id: string, who: Who = 'supervisor'): Promise<TicketView> {
    const data = await this.ask<{ ticket: TicketView }>(
      who,
      `query ($id: ID) { ticket(id: $id) { ${VIEW} } }`,
      { id },
    );
    return data.ticket;
  }

  /** Holds a ticket's row past any proxy, as another transaction would, until let go. */
  async holdTicket(id: string) {
    const client = new pg.Client({ connectionString: this.parts.database.url });
    client.on('error', () => undefined); // a test that failed leaves it behind
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM tickets.ticket WHERE id = $1 FOR UPDATE', [id]);
    return {
      /** resolves once the worker waits for it */
      isWaitedFor: () => eventually(async () => (await client.query(WAITING)).rows.length > 0),
      letGo: async () => {
        await client.query('ROLLBACK');
        await client.end();
      },
    };
  }

  /** Puts a step on file as the worker would, without Temporal: for tests of what comes after it. */
  async record(who: Who, ticketId: string, step: TicketStep, details: Record<string, unknown> = {}) {
    const [ticket] = await this.rows<{ version: number }>('SELECT version FROM ticket WHERE id = $1', [
      ticketId,
    ]);
    return this.activities.recordTransition({
      kind: 'ticket',
      caseId: ticketId,
      version: ticket!.version + 1,
      stepId: randomUUID(),
      attemptId: randomUUID(),
      step,
      details,
      by: { id: PEOPLE[who].id, role: PEOPLE[who].role },
      requestId: currentRequestId() ?? 'req_test',
    });
  }
}
