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
import { statedInstantProblem } from '../ticket/stated-instant.js';
import type { Ticket } from '../ticket/ticket.entity.js';
import type { RepairReportInput } from './step.inputs.js';
import { StepService } from './step.service.js';

type FaultRecord = Omit<RepairReportInput, 'ticketId' | 'idempotencyKey' | 'madeAt'>;

/** The times of a record are read off a watch that may be wrong, and to the minute. */
const WATCH_ERROR_MS = 5 * 60_000;

/** A repair can be no earlier: somebody called, or the bureau says that the fault began before. */
const knownSince = ({ reportedAt, startedAt, calledAt }: Ticket): number =>
  Math.min(reportedAt.getTime(), startedAt.getTime(), calledAt?.getTime() ?? Infinity);

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
      check: (ticket) => this.check(ticket, record),
    });
  }

  private async check(ticket: Ticket, record: FaultRecord): Promise<void> {
    const problems = [
      ...(await this.checkType(ticket, record.faultType)),
      ...(await this.checkTimes(ticket, record)),
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

  private async checkTimes(ticket: Ticket, { startedAt, repairedAt }: FaultRecord): Promise<FieldProblem[]> {
    const now = await databaseNow(this.db.manager);
    const started = statedInstantProblem(startedAt, now);
    const repaired =
      statedInstantProblem(repairedAt, now) ??
      (repairedAt < startedAt ? 'lies before the start' : undefined) ??
      (repairedAt.getTime() < knownSince(ticket) - WATCH_ERROR_MS ? 'lies before the report' : undefined);
    return [
      ...(started ? [{ path: 'startedAt', message: started }] : []),
      ...(repaired ? [{ path: 'repairedAt', message: repaired }] : []),
    ];
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
