import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { badInput } from '@zhishou/platform/errors';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayOf } from '@zhishou/rules/month';
import type { InstalmentStep } from '@zhishou/rules/settlement/instalment-case';
import { instalmentProblems, overpaid } from '@zhishou/rules/settlement/instalment-problem';
import { DataSource } from 'typeorm';
import { SettlementService } from '../settlement/settlement.service.js';
import { Instalment } from './instalment.entity.js';
import type { PaymentApplicationInput, PaymentDocumentInput, PaymentInput } from './instalment.inputs.js';
import { INSTALMENTS } from './instalment.table.js';

interface Asked {
  instalment: number;
  contractId?: string;
  idempotencyKey?: string;
}

/** The documents, the application and the payments of an instalment (domain §7). */
@Injectable()
export class InstalmentService {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly settlements: SettlementService,
    private readonly dataSource: DataSource,
    private readonly steps: StepTaker,
  ) {}

  /** In their order. */
  ofContract(contractId: string): Promise<Instalment[]> {
    return this.dataSource.getRepository(Instalment).find({ where: { contractId }, order: { no: 'ASC' } });
  }

  receive(caller: Caller, { kind, amount, receivedAt, ...asked }: PaymentDocumentInput): Promise<Instalment> {
    const receivedOn = dayOf(receivedAt.getTime());
    const named = amount == null ? null : Number(amount);
    return this.take(caller, asked, { action: 'recordPaymentDocument', kind, amount: named, receivedOn });
  }

  apply(caller: Caller, { appliedAt, ...asked }: PaymentApplicationInput): Promise<Instalment> {
    return this.take(caller, asked, { action: 'applyForPayment', appliedOn: dayOf(appliedAt.getTime()) });
  }

  pay(caller: Caller, { amount, paidAt, ...asked }: PaymentInput): Promise<Instalment> {
    const paidOn = dayOf(paidAt.getTime());
    return this.take(caller, asked, { action: 'recordPayment', amount: Number(amount), paidOn });
  }

  /** @throws UserError BAD_USER_INPUT naming each field that does not fit, CONFLICT for what it is not the time for */
  private async take(
    caller: Caller,
    { instalment: no, contractId, idempotencyKey }: Asked,
    step: InstalmentStep,
  ): Promise<Instalment> {
    const { id } = await this.settlements.opened(contractId);
    const row = (await this.ofContract(id)).find((one) => one.no === no);
    if (!row) throw badInput([{ path: 'instalment', message: 'the contract has no such instalment' }]);
    const { signedOn } = this.contracts.find((contract) => contract.id === id)!;
    return this.steps.take(INSTALMENTS, caller, {
      row,
      step,
      idempotencyKey,
      fits: ({ process }) => {
        const message = step.action === 'recordPayment' ? overpaid(process, step.amount) : null;
        if (message) throw badInput([{ path: 'amount', message }]);
      },
      check: ({ process }, now) => {
        const problems = instalmentProblems(process, step, { signedOn, today: dayOf(now) });
        if (problems.length > 0) throw badInput(problems);
      },
    });
  }
}
