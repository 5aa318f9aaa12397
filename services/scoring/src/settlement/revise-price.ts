import { canonicalJson } from '@zhishou/platform/canonical-json';
import type { Logger } from '@zhishou/platform/log';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { isBegun } from '@zhishou/rules/settlement/instalment-case';
import type { DataSource } from 'typeorm';
import { Instalment } from '../instalment/instalment.entity.js';
import { INSTALMENTS } from '../instalment/instalment.table.js';
import { instalmentIdOf, pricedInstalments } from './open-settlements.js';
import { Settlement } from './settlement.entity.js';
import { SETTLEMENTS } from './settlement.table.js';

const ACTOR = 'system:scoring';

interface Surroundings {
  db: DataSource;
  sender: StepSender;
  log: Logger;
}

/**
 * Brings a settlement to the price that the contract has now: its folder may have begun with a placeholder. Once anything
 * was received or paid of an instalment, or a base approved, the price stays as it was, and the log says so.
 */
export async function revisePrices(around: Surroundings, contracts: readonly Contract[]): Promise<void> {
  for (const contract of contracts) await reviseOne(around, contract);
}

async function reviseOne({ db, sender, log }: Surroundings, contract: Contract): Promise<void> {
  const settlement = await db.getRepository(Settlement).findOneBy({ id: contract.id });
  const { totalFen: total } = contract;
  if (!settlement || settlement.process.settled || settlement.process.total === total) return;
  const instalments = await db.getRepository(Instalment).findBy({ contractId: contract.id });
  if (settlement.process.base !== null || instalments.some(({ process }) => isBegun(process))) {
    log.warn(
      { contractId: contract.id, kept: settlement.process.total, total },
      'the price of the contract has changed, and is kept as it was: something was received, paid or approved',
    );
    return;
  }
  for (const { rule, gross, amounts } of pricedInstalments(contract)) {
    const instalment = instalments.find(({ id }) => id === instalmentIdOf(contract, rule.no))!;
    const { process, version, id } = instalment;
    if (canonicalJson([process.gross, process.amounts]) === canonicalJson([gross, amounts])) continue;
    const step = { action: 'reviseInstalment', gross, amounts } as const;
    const because = `price/${id}/${version}`;
    if (await sender.send(INSTALMENTS, instalment, systemStep({ actor: ACTOR, because, step }))) return;
  }
  const because = `price/${contract.id}/${settlement.version}`;
  const step = { action: 'revisePrice', total } as const;
  await sender.send(SETTLEMENTS, settlement, systemStep({ actor: ACTOR, because, step }));
  log.info({ contractId: contract.id, total }, 'the price of the contract is revised');
}
