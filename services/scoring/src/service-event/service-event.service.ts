import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_EVENT_REGISTERED, type ServiceEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Month } from '@zhishou/rules/month';
import { serviceEventProblems } from '@zhishou/rules/service-event';
import { DataSource, type EntityManager } from 'typeorm';
import { type NamedFile, namedFiles } from '../file/named-files.js';
import { FactService } from '../fact/fact.service.js';
import { paperMonths } from '../sheet/open-sheets.js';
import { ServiceEvent } from './service-event.entity.js';
import type { ServiceEventInput } from './service-event.input.js';

/** What the bureau registers for a month's sheet: complaints, praise, accidents, direct deductions (domain §6). */
@Injectable()
export class ServiceEventService {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly facts: FactService,
    private readonly dataSource: DataSource,
  ) {}

  /** @param contractId left out: of every contract */
  list(month: Month, contractId: string | undefined, page: ConnectionArgs): Connection<ServiceEvent> {
    const query = this.dataSource.getRepository(ServiceEvent).createQueryBuilder('event');
    query.where('event.month = :month', { month });
    if (contractId != null) query.andWhere('event.contractId = :contractId', { contractId });
    return paginate(query, page, { by: ['recordedAt', 'id'], direction: 'ASC' });
  }

  /** @throws UserError BAD_USER_INPUT naming every field at fault; nothing is written then */
  async register(caller: Caller, { idempotencyKey, ...body }: ServiceEventInput): Promise<ServiceEvent> {
    const call = {
      dataSource: this.dataSource,
      caller,
      mutation: 'registerServiceEvent',
      key: idempotencyKey,
      body,
    };
    const id = await withIdempotency(call, (manager) => this.write(manager, caller, body));
    return this.dataSource.getRepository(ServiceEvent).findOneByOrFail({ id });
  }

  private async write(manager: EntityManager, caller: Caller, body: ServiceEventInput): Promise<string> {
    const now = await databaseNow(manager);
    const contract = askedContract(this.contracts, body);
    const files = await namedFiles(manager, contract, body.fileIds ?? []);
    const event: ServiceEvent = {
      id: newId('sev'),
      month: body.month,
      contractId: contract.id,
      kind: body.kind,
      points: body.points ?? null,
      note: body.note,
      ticketId: body.ticketId ?? null,
      fileIds: files.map((file) => file.id),
      recordedAt: new Date(now),
      recordedById: caller.personId,
    };
    await this.check(manager, event, contract, now);
    await manager.insert(ServiceEvent, event);
    await this.tell(manager, caller, event, files);
    await writeAudit(manager, {
      actorId: caller.personId,
      actorRole: caller.role,
      action: 'registerServiceEvent',
      aggregateId: event.id,
      after: { ...event, files },
      at: event.recordedAt,
    });
    return event.id;
  }

  private async check(
    manager: EntityManager,
    event: ServiceEvent,
    contract: Contract,
    now: number,
  ): Promise<void> {
    if ((await paperMonths(manager, contract)).includes(event.month))
      throw badInput([{ path: 'month', message: 'lies before the first day that is kept here' }]);
    const ticket = event.ticketId === null ? null : await this.knownTicket(manager, event.ticketId);
    const problems = serviceEventProblems({ ...event, ticket }, contract, now);
    if (problems.length > 0) throw badInput(problems);
  }

  private async knownTicket(manager: EntityManager, id: string) {
    const ticket = await this.facts.ticket(assertId('tkt', id, 'ticketId'), manager);
    if (!ticket) throw badInput([{ path: 'ticketId', message: 'no ticket with this id is known' }]);
    const resolve = ticket.clocks.find(({ kind }) => kind === 'RESOLVE');
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('scoring.deduction/' || $1, 0))`, [
      id,
    ]);
    const deducted = { ticketId: id, kind: 'DIRECT_DEDUCTION' } as const;
    return {
      contractId: ticket.contractId ?? null,
      severity: ticket.severity,
      resolveBreachedAt: resolve?.breachedAt ? Date.parse(resolve.breachedAt) : null,
      isDeducted: await manager.existsBy(ServiceEvent, deducted),
    };
  }

  /** To others as an event; to the sheets as a fact, so that "up to fact n" says whether it was known (ADR 4). */
  private async tell(
    manager: EntityManager,
    { personId, role }: Caller,
    { fileIds: _, recordedAt, ...event }: ServiceEvent,
    files: readonly NamedFile[],
  ): Promise<void> {
    const data: ServiceEventData = {
      serviceEvent: { ...event, files: [...files], recordedAt: recordedAt.toISOString() },
      by: { id: personId, role },
    };
    const told = { type: SERVICE_EVENT_REGISTERED, subject: event.id, data };
    const id = await appendEvent(manager, { ...told, topic: TOPICS.scoring, time: recordedAt });
    await this.facts.record([{ ...told, id, time: recordedAt.toISOString() }], manager);
  }
}
