import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ESCALATION_ACKNOWLEDGED } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { databaseNow } from '@zhishou/platform/db/clock';
import { conflict, forbidden, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isFinal } from '@zhishou/rules/ticket-life';
import { DataSource, type EntityManager } from 'typeorm';
import { IS_OPEN } from '../ticket/open.condition.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { maySee, onlyVisible } from '../ticket/ticket.visibility.js';
import { levelOf, mayAnswer } from './called-side.js';
import { Escalation } from './escalation.entity.js';
import type { AckInput, EscalationFilter } from './escalation.inputs.js';

@Injectable()
export class EscalationService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly store: ContractStore,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {}

  byId(id: string): Promise<Escalation> {
    return this.db.getRepository(Escalation).findOneByOrFail({ id });
  }

  list(caller: Caller, { acknowledged }: EscalationFilter, page: ConnectionArgs): Connection<Escalation> {
    const query = this.db.getRepository(Escalation).createQueryBuilder('escalation');
    query.leftJoin(Ticket, 'ticket', 'ticket.id = escalation.ticketId');
    onlyVisible(query, caller);
    if (acknowledged === true) query.andWhere('escalation.acknowledgedAt IS NOT NULL');
    if (acknowledged === false)
      query
        .andWhere('escalation.acknowledgedAt IS NULL AND escalation.withdrawnAt IS NULL')
        .andWhere(`(escalation.ticketId IS NULL OR ${IS_OPEN})`);
    return paginate(query, page, { by: ['raisedAt', 'id'], direction: 'DESC' });
  }

  /**
   * @throws UserError NOT_FOUND; CONFLICT when somebody else was quicker, or the cause is gone; FORBIDDEN for whoever is
   * not of the side that was called
   */
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
    if (!escalation) throw notFound(`Escalation ${id}`);
    const { ticketId } = escalation;
    const ticket = ticketId === null ? null : await manager.findOneByOrFail(Ticket, { id: ticketId });
    if (!(ticket ? maySee(caller, ticket) : maySeeStock(caller))) throw notFound(`Escalation ${id}`);
    refuseWhatIsOver(escalation, ticket);
    const contract = ticket
      ? await this.store.byVersion(ticket.contractVersion, manager)
      : contractAt(this.contracts, escalation.raisedAt.getTime());
    const called = levelOf(contract, escalation.level);
    if (!mayAnswer(called, caller.role))
      throw forbidden(
        `Level ${called.level} was called (${called.title}): it acknowledges, or those of its side`,
      );
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

function refuseWhatIsOver({ acknowledgedAt, withdrawnAt }: Escalation, ticket: Ticket | null): void {
  const over = (message: string, state: string) => conflict(message, { state, allowed: [] });
  if (acknowledgedAt) throw over('The escalation is acknowledged already', 'ACKNOWLEDGED');
  if (withdrawnAt) throw over('The escalation was withdrawn: its cause is gone', 'WITHDRAWN');
  if (ticket && isFinal(ticket.state))
    throw over(`The ticket is ${ticket.state}: there is nothing left to call for`, 'CAUSE_GONE');
}
