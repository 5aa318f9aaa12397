import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { contractCovering } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { folded } from '@zhishou/rules/folded';
import { DataSource, type EntityManager } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';
import { StartQueue } from '@zhishou/platform/process/start.queue';
import { Ticket } from '../ticket/ticket.entity.js';
import { TICKETS } from '../process/ticket.table.js';
import { checkReport } from './intake-checks.js';
import { openTicket } from './open-ticket.js';
import type { ReportTicketInput } from './report-ticket.input.js';

/** Takes a report. It is a fact of the database before it is a process, so nothing behind it can refuse it. */
@Injectable()
export class IntakeService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly starts: StartQueue,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming every field at fault; nothing is written then */
  async report(caller: Caller, input: ReportTicketInput): Promise<Ticket> {
    const { idempotencyKey, ...body } = input;
    const call = { dataSource: this.db, caller, mutation: 'reportTicket', key: idempotencyKey, body };
    const ticket = await this.starts.ahead(async () => {
      const id = await withIdempotency(call, (manager) => this.write(manager, caller, input));
      return this.db.getRepository(Ticket).findOneByOrFail({ id });
    });
    if (ticket.processStartedAt === null) this.starts.add(TICKETS, ticket);
    return ticket;
  }

  private async write(manager: EntityManager, caller: Caller, input: ReportTicketInput): Promise<string> {
    const [now, asset] = await Promise.all([
      databaseNow(manager),
      input.assetCode ? manager.findOneBy(Asset, { codeKey: folded(input.assetCode) }) : null,
    ]);
    checkReport(input, asset, now);
    const contract = contractCovering(this.contracts, asset?.code ?? null, now);
    return openTicket(manager, { caller, input, asset, contract, now });
  }
}
