import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ESCALATION_ACKNOWLEDGED } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { DataSource, type EntityManager } from 'typeorm';
import { Ticket } from '../ticket/ticket.entity.js';
import { maySee, onlyVisible } from '../ticket/ticket.visibility.js';
import { Escalation } from './escalation.entity.js';
import type { AckInput, EscalationFilter } from './escalation.inputs.js';

@Injectable()
export class EscalationService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  byId(id: string): Promise<Escalation> {
    return this.db.getRepository(Escalation).findOneByOrFail({ id });
  }

  list(
    caller: Caller,
    { acknowledged }: EscalationFilter,
    page: ConnectionArgs,
  ): Promise<Connection<Escalation>> {
    const query = this.db.getRepository(Escalation).createQueryBuilder('escalation');
    query.leftJoin(Ticket, 'ticket', 'ticket.id = escalation.ticketId');
    onlyVisible(query, caller);
    if (acknowledged === true) query.andWhere('escalation.acknowledgedAt IS NOT NULL');
    if (acknowledged === false) query.andWhere('escalation.acknowledgedAt IS NULL');
    return paginate(query, page, { by: ['raisedAt', 'id'], direction: 'DESC' });
  }

  /** @throws UserError NOT_FOUND; CONFLICT when somebody else was quicker */
  async acknowledge(caller: Caller, { escalationId, note, idempotencyKey }: AckInput): Promise<Escalation> {
    const id = assertId('esc', escalationId, 'escalationId');
    const call = {
      dataSource: this.db,
      caller,
      mutation: 'acknowledgeEscalation',
      key: idempotencyKey,
      body: { id, note },
    };
    await withIdempotency(call, (manager) => this.write(manager, caller, id, note));
    return this.byId(id);
  }

  private async write(manager: EntityManager, caller: Caller, id: string, note?: string): Promise<string> {
    const escalation = await manager.findOne(Escalation, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!escalation || !(await concerns(manager, caller, escalation))) throw notFound(`Escalation ${id}`);
    if (escalation.acknowledgedAt) {
      throw conflict('The escalation is acknowledged already', { state: 'ACKNOWLEDGED', allowed: [] });
    }
    const at = await databaseNow(manager);
    const change = {
      acknowledgedAt: new Date(at),
      acknowledgedById: caller.personId,
      acknowledgementNote: note ?? null,
    };
    await manager.update(Escalation, { id }, change);
    await appendEvent(manager, {
      topic: TOPICS.tickets,
      type: ESCALATION_ACKNOWLEDGED,
      subject: escalation.ticketId ?? escalation.sparePartId ?? id,
      time: new Date(at),
      data: { escalationId: id, ticketId: escalation.ticketId, acknowledgedById: caller.personId },
    });
    await writeAudit(manager, {
      actorId: caller.personId,
      actorRole: caller.role,
      action: 'acknowledgeEscalation',
      aggregateId: id,
      after: change,
      at: change.acknowledgedAt,
    });
    return id;
  }
}

/** What is about no ticket is for all but reporters, as the join of `list` has it. */
export const maySeeStock = ({ role }: Caller): boolean => role !== 'BUREAU_REPORTER';

async function concerns(manager: EntityManager, caller: Caller, { ticketId }: Escalation): Promise<boolean> {
  if (ticketId === null) return maySeeStock(caller);
  return maySee(caller, await manager.findOneByOrFail(Ticket, { id: ticketId }));
}
