import { databaseNow } from '@zhishou/platform/db/clock';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayOf } from '@zhishou/rules/month';
import type { SettledAmounts } from '@zhishou/rules/settlement/settlement-case';
import type { DataSource } from 'typeorm';
import { Instalment } from '../instalment/instalment.entity.js';
import { INSTALMENTS } from '../instalment/instalment.table.js';
import { instalmentIdOf } from './open-settlements.js';
import { reckon } from './settled-amounts.js';
import { Settlement } from './settlement.entity.js';
import { SETTLEMENTS } from './settlement.table.js';

const ACTOR = 'system:scoring';

/** Settles each contract that is over and whose months are all confirmed. @returns those settled */
export async function settleContracts(
  db: DataSource,
  sender: StepSender,
  contracts: readonly Contract[],
): Promise<string[]> {
  const settled: string[] = [];
  for (const contract of contracts) if (await settle(db, sender, contract)) settled.push(contract.id);
  return settled;
}

async function settle(db: DataSource, sender: StepSender, contract: Contract): Promise<boolean> {
  const settlement = await db.getRepository(Settlement).findOneBy({ id: contract.id });
  if (!settlement) return false;
  const endsAt = Math.max(...contract.periods.map(({ to }) => to));
  if (settlement.process.settled) return openLast(db, sender, contract, settlement.process.settled, endsAt);
  if (endsAt > (await databaseNow(db.manager))) return false;
  const { amounts, unconfirmed } = await reckon(db.manager, contract, settlement.process);
  if (!amounts || unconfirmed.length > 0) return false;
  const { base } = settlement.process;
  const step = { action: 'settleContract', amounts, base } as const;
  const refusal = await sender.send(
    SETTLEMENTS,
    settlement,
    systemStep({ actor: ACTOR, because: `settle/${contract.id}`, step }),
  );
  return refusal === null && openLast(db, sender, contract, amounts, endsAt);
}

/** The last instalment opens on the day after the contract. */
async function openLast(
  db: DataSource,
  sender: StepSender,
  contract: Contract,
  { payable, gross }: SettledAmounts,
  endsAt: number,
): Promise<boolean> {
  const { no } = contract.payments.instalments.at(-1)!;
  const id = instalmentIdOf(contract, no);
  const instalment = await db.getRepository(Instalment).findOneByOrFail({ id });
  if (instalment.process.amounts) return false;
  const last = payable.at(-1) ?? 0;
  const invoiced = contract.choices['settlement.invoice3'] === 'gross' ? (gross.at(-1) ?? 0) : last;
  const amounts = { payable: last, invoiced, opensOn: dayOf(endsAt) };
  const step = { action: 'openInstalment', amounts } as const;
  await sender.send(INSTALMENTS, instalment, systemStep({ actor: ACTOR, because: `open/${id}`, step }));
  return true;
}
