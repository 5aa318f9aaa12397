import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { databaseNow } from '@zhishou/platform/db/clock';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, type EntityManager } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';
import { ContractInForce } from '../contract/contract-in-force.js';
import { ProcessStarter } from '../process/process.starter.js';
import { readBack } from '../read-back.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { checkReport } from './intake-checks.js';
import { openTicket } from './open-ticket.js';
import type { ReportTicketInput } from './report-ticket.input.js';

/** Takes a report. It is a fact of the database before it is a process, so nothing behind it can refuse it. */
@Injectable()
export class IntakeService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contract: ContractInForce,
    private readonly starter: ProcessStarter,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming every field at fault; nothing is written then */
  async report(caller: Caller, input: ReportTicketInput): Promise<Ticket> {
    const { idempotencyKey, ...body } = input;
    const call = { dataSource: this.db, caller, mutation: 'reportTicket', key: idempotencyKey, body };
    const id = await withIdempotency(call, (manager) => this.write(manager, caller, input));
    const ticket = await readBack(() => this.db.getRepository(Ticket).findOneByOrFail({ id }));
    if (ticket.processStartedAt === null) this.startSoon(ticket);
    return ticket;
  }

  private async write(manager: EntityManager, caller: Caller, input: ReportTicketInput): Promise<string> {
    const now = await databaseNow(manager);
    const asset = input.assetCode ? await manager.findOneBy(Asset, { code: input.assetCode }) : null;
    checkReport(input, asset, now);
    return openTicket(manager, { caller, input, asset, contract: this.contract.current, now });
  }

  /** The report has been answered by then: starting its process never delays it, and is owed when it fails. */
  private startSoon(ticket: Ticket): void {
    this.starter
      .start(ticket)
      .catch((error: unknown) =>
        this.log.warn({ err: error, ticketId: ticket.id }, 'process not started yet'),
      );
  }
}
