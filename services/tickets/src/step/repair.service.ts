import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, type FieldProblem } from '@zhishou/platform/errors';
import { isId } from '@zhishou/platform/ids';
import { PeopleService } from '@zhishou/platform/people/people.service';
import { DataSource } from 'typeorm';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { sparePartProblems } from '../spare-part/take-spare-parts.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import type { RepairReportInput } from './step.inputs.js';
import { repairTimeProblems } from './repair-times.js';
import { StepService } from './step.service.js';

type FaultRecord = Omit<RepairReportInput, 'ticketId' | 'idempotencyKey' | 'madeAt'>;

/** Files the fault record that the contract asks for with every repair (contract 一.3(6)). */
@Injectable()
export class RepairService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contracts: ContractStore,
    private readonly people: PeopleService,
    private readonly steps: StepService,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming every field at fault */
  file(caller: Caller, input: RepairReportInput): Promise<Ticket> {
    const { ticketId, idempotencyKey, madeAt, ...record } = input;
    return this.steps.take(caller, {
      ticketId,
      idempotencyKey,
      step: { action: 'fileRepairReport', engineerId: caller.personId, madeAt: madeAt?.getTime() },
      details: {
        ...record,
        sparePartsUsed: record.sparePartsUsed?.map(({ sparePartId, quantity }) => ({
          sparePartId,
          quantity,
        })),
        handlerIds: record.handlerIds ?? [caller.personId],
        startedAt: record.startedAt.toISOString(),
        repairedAt: record.repairedAt.toISOString(),
      },
      check: (ticket) => this.check(ticket, record, madeAt),
    });
  }

  private async check(ticket: Ticket, record: FaultRecord, madeAt?: Date): Promise<void> {
    const now = await databaseNow(this.db.manager);
    const problems = [
      ...(await this.checkType(ticket, record.faultType)),
      ...repairTimeProblems(ticket, { ...record, madeAt }, now),
      ...(await this.checkHandlers(record.handlerIds ?? [])),
      ...(await sparePartProblems(this.db.manager, record.sparePartsUsed ?? [])),
    ];
    if (problems.length > 0) throw badInput(problems);
  }

  private async checkType(ticket: Ticket, faultType: string): Promise<FieldProblem[]> {
    const { faultTypes } = await this.contracts.byVersion(ticket.contractVersion);
    if (faultTypes.some(({ code }) => code === faultType)) return [];
    return [{ path: 'faultType', message: `is one of ${faultTypes.map(({ code }) => code).join(', ')}` }];
  }

  private async checkHandlers(ids: string[]): Promise<FieldProblem[]> {
    const find = async (id: string) => (isId('psn', id) ? this.people.find(id) : null);
    const found = await Promise.all(ids.map(find));
    return found.flatMap((person, index) =>
      person?.side === 'PROVIDER'
        ? []
        : [{ path: `handlerIds.${index}`, message: 'is nobody of the provider' }],
    );
  }
}
