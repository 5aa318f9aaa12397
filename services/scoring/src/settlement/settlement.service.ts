import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { namedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatYuan } from '@zhishou/rules/fen';
import type { SettledAmounts } from '@zhishou/rules/settlement/settlement-case';
import { DataSource, In } from 'typeorm';
import { SheetComputer } from '../computer/sheet.computer.js';
import { lateComputation, type LateRow } from './late-rows.js';
import { openSettlements } from './open-settlements.js';
import { reckon, type Reckoning } from './settled-amounts.js';
import { type JudgedFault, judgedFaults } from './settled-apart.js';
import { Settlement } from './settlement.entity.js';
import type { SettlementBaseInput } from './settlement.inputs.js';
import { SETTLEMENTS } from './settlement.table.js';

/** What a contract comes to (domain §7): a forecast until it is settled. */
@Injectable()
export class SettlementService {
  private readonly reckonings = rowLoader(
    (ids) => this.reckon(ids),
    ({ id }) => id,
  );

  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly dataSource: DataSource,
    private readonly steps: StepTaker,
    private readonly computer: SheetComputer,
  ) {}

  /** The contract's settlement; opened here where nobody has done so yet. @throws UserError BAD_USER_INPUT on `contractId` */
  async opened(contractId?: string): Promise<Settlement> {
    const contract = await this.contract(contractId);
    const settlements = this.dataSource.getRepository(Settlement);
    const found = await settlements.findOneBy({ id: contract.id });
    if (found) return found;
    await openSettlements(this.dataSource, this.contracts);
    const opened = await settlements.findOneBy({ id: contract.id });
    if (!opened)
      throw badInput([{ path: 'contractId', message: `the contract is signed on ${contract.signedOn}` }]);
    return opened;
  }

  /** As it was settled; before that by the months confirmed so far. What one tick asks is reckoned once. */
  async reckoning({ id }: Pick<Settlement, 'id'>): Promise<Reckoning> {
    return (await this.reckonings.load(id))!;
  }

  private async reckon(ids: readonly string[]): Promise<(Reckoning & { id: string })[]> {
    const { manager } = this.dataSource;
    const settlements = await manager.findBy(Settlement, { id: In([...ids]) });
    return Promise.all(
      settlements.map(async ({ id, process }) => {
        const reckoned = await reckon(manager, await this.contract(id), process);
        return { id, ...reckoned, amounts: process.settled ?? reckoned.amounts };
      }),
    );
  }

  /** Null before a month is confirmed. */
  async amountsOf(contractId: string): Promise<SettledAmounts | null> {
    return (await this.reckoning(await this.opened(contractId))).amounts;
  }

  /** What became known after the last sheet was confirmed; none before that. */
  async lateRows({ id }: Pick<Settlement, 'id'>): Promise<LateRow[]> {
    if ((await this.reckoning({ id })).unconfirmed.length > 0) return [];
    const computation = await lateComputation(this.dataSource.manager, await this.contract(id));
    return computation ? this.computer.lateRows(computation) : [];
  }

  judged({ id }: Pick<Settlement, 'id'>): Promise<JudgedFault[]> {
    return judgedFaults(this.dataSource.manager, id);
  }

  async approveBase(
    caller: Caller,
    { contractId, base, reason, idempotencyKey }: SettlementBaseInput,
  ): Promise<Settlement> {
    const settlement = await this.opened(contractId);
    const { total } = settlement.process;
    if (base <= 0n || base > BigInt(total)) {
      const message = `is above 0 and at most the price of the contract, ${formatYuan(BigInt(total))} yuan`;
      throw badInput([{ path: 'base', message }]);
    }
    return this.steps.take(SETTLEMENTS, caller, {
      row: settlement,
      step: { action: 'approveSettlementBase', base: Number(base) },
      details: { reason },
      idempotencyKey,
    });
  }

  async contract(contractId?: string): Promise<Contract> {
    if (contractId == null) return contractAt(this.contracts, await databaseNow(this.dataSource.manager));
    return namedContract(this.contracts, contractId);
  }
}
