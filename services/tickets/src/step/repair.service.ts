import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { PeopleService } from '@zhishou/platform/people/people.service';
import { DataSource } from 'typeorm';
import { ContractStore } from '../contract/contract.store.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import { TicketService } from '../ticket/ticket.service.js';
import type { RepairReportInput } from './step.inputs.js';
import { StepService } from './step.service.js';

/** Files the fault record that the contract asks for with every repair (contract 一.3(6)). */
@Injectable()
export class RepairService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contracts: ContractStore,
    private readonly people: PeopleService,
    private readonly tickets: TicketService,
    private readonly steps: StepService,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming every field at fault */
  async file(
    caller: Caller,
    { ticketId, idempotencyKey, madeAt, ...record }: RepairReportInput,
  ): Promise<Ticket> {
    const ticket = await this.tickets.visible(caller, ticketId, 'ticketId');
    const handlerIds = record.handlerIds?.length ? record.handlerIds : [caller.personId];
    const problems = [
      ...(await this.checkType(ticket, record.faultType)),
      ...(await this.checkTimes(record)),
      ...(await this.checkHandlers(handlerIds.filter((id) => id !== caller.personId))),
    ];
    if (problems.length > 0) throw badInput(problems);
    const details = {
      ...record,
      handlerIds,
      startedAt: record.startedAt.toISOString(),
      repairedAt: record.repairedAt.toISOString(),
    };
    const step = {
      action: 'fileRepairReport',
      engineerId: caller.personId,
      madeAt: madeAt?.getTime(),
    } as const;
    return this.steps.take(caller, { ticketId, idempotencyKey, step, details });
  }

  private async checkType(ticket: Ticket, faultType: string): Promise<FieldProblem[]> {
    const { faultTypes } = await this.contracts.byVersion(ticket.contractVersion);
    if (faultTypes.some(({ code }) => code === faultType)) return [];
    return [{ path: 'faultType', message: `is one of ${faultTypes.map(({ code }) => code).join(', ')}` }];
  }

  private async checkTimes({ startedAt, repairedAt }: Pick<RepairReportInput, 'startedAt' | 'repairedAt'>) {
    const now = await databaseNow(this.db.manager);
    const problems: FieldProblem[] = [];
    if (startedAt.getTime() > now) problems.push({ path: 'startedAt', message: 'lies in the future' });
    if (repairedAt.getTime() > now) problems.push({ path: 'repairedAt', message: 'lies in the future' });
    if (repairedAt < startedAt) problems.push({ path: 'repairedAt', message: 'lies before the start' });
    return problems;
  }

  private async checkHandlers(ids: string[]): Promise<FieldProblem[]> {
    const found = await Promise.all(ids.map((id) => this.people.find(id)));
    return found.flatMap((person, index) =>
      person?.side === 'PROVIDER'
        ? []
        : [{ path: 'handlerIds', message: `${ids[index]} is nobody of the provider` }],
    );
  }
}
