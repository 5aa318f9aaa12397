import { Inject, Injectable } from '@nestjs/common';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { badInput } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { cycleDates } from '@zhishou/rules/inspection/cycle-dates';
import { dayOf } from '@zhishou/rules/month';
import { DataSource, In } from 'typeorm';
import { Cycle } from './cycle.entity.js';
import { keptOf } from '@zhishou/platform/contract/kept';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { cycleIdOf, openCycle } from './open-cycle.js';

@Injectable()
export class CycleService {
  private readonly rows;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {
    this.rows = rowLoader(
      (ids) => dataSource.getRepository(Cycle).findBy({ id: In(ids) }),
      (cycle) => cycle.id,
    );
  }

  findById(id: string): Promise<Cycle | null> {
    return this.rows.load(id);
  }

  async byId(id: string): Promise<Cycle> {
    const cycle = await this.findById(id);
    if (!cycle) throw new Error(`there is no cycle ${id}`);
    return cycle;
  }

  /** @throws UserError BAD_USER_INPUT on `contractId` for a contract that there is not */
  contractOf(asked: AskedMonth): Contract {
    return askedContract(this.contracts, asked);
  }

  /** The id of the month's cycle, whether there is one or not. @throws UserError BAD_USER_INPUT on `contractId` */
  idOf(asked: AskedMonth): string {
    return cycleIdOf(this.contractOf(asked), asked.month);
  }

  /** Null for a month that is not inspected, or not to be planned yet. */
  async find(asked: AskedMonth): Promise<Cycle | null> {
    return this.rows.load(this.idOf(asked));
  }

  /**
   * The month's cycle; opened here where its time has come and nobody has done so yet.
   * @throws UserError BAD_USER_INPUT on `month` or `contractId`
   */
  async opened(asked: AskedMonth): Promise<Cycle> {
    const found = await this.find(asked);
    if (found) return found;
    const { month } = asked;
    const contract = this.contractOf(asked);
    const dates = cycleDates(contract, month, await keptOf(this.dataSource.manager, contract));
    if (!dates)
      throw badInput([{ path: 'month', message: `${month} is no month of the contract's inspections` }]);
    await inTransaction(this.dataSource, async (manager) => {
      const now = await databaseNow(manager);
      if (dates.opensAt > now)
        throw badInput([{ path: 'month', message: `${month} is planned from ${dayOf(dates.opensAt)} on` }]);
      await openCycle(manager, contract, dates, now);
    });
    return this.byId(cycleIdOf(contract, month));
  }
}
