import type { Equipment } from '@zhishou/documents/equipment';
import type { Head } from '@zhishou/documents/layout/head';
import { headOf } from '@zhishou/platform/document/contract-head';
import type { ContractStore } from '@zhishou/platform/contract/contract.store';
import { Transition } from '@zhishou/platform/process/transition.entity';
import type { Contract, ContractAsset } from '@zhishou/rules/contract/contract.types';
import { groupBy } from '@zhishou/rules/group-by';
import { assetsDue, inspectionSpan } from '@zhishou/rules/inspection/inspected-month';
import { type PaperReach, paperReach, takenBy } from '@zhishou/rules/inspection/paper-reach';
import { shiftMonth } from '@zhishou/rules/month';
import { type EntityManager, In } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { keptOf } from '@zhishou/platform/contract/kept';

/** What every document of a month needs to know of it. */
export interface MonthFacts {
  cycle: Cycle;
  reach: PaperReach;
  contract: Contract;
  /** to be inspected in the month */
  due: readonly ContractAsset[];
  /** as the lists print it; what is on no list has its code for a name */
  equipment: (code: string) => Equipment;
  /** `L1-S5-04 不间断供电电源（3楼）` */
  label: (code: string) => string;
  /** of a document made at this instant, ms */
  head: (createdAt: number) => Head;
}

/** @param now ms */
export async function monthFacts(
  manager: EntityManager,
  store: ContractStore,
  cycle: Cycle,
  now: number,
): Promise<MonthFacts> {
  const contract = await store.byVersion(cycle.contractVersion);
  const [kept, before] = await Promise.all([
    keptOf(manager, contract),
    manager.findOneBy(Cycle, { contractId: cycle.contractId, month: shiftMonth(cycle.month, -1) }),
  ]);
  const assets = new Map(contract.assets.map((asset) => [asset.code, asset]));
  return {
    cycle,
    reach: paperReach(cycle.process, before && before.process, now),
    contract,
    due: assetsDue(contract, inspectionSpan(contract, cycle.month, kept)),
    equipment: (code) => lineOf(code, assets.get(code)),
    label: (code) => `${code} ${assets.get(code)?.name ?? ''}`.trimEnd(),
    head: (createdAt) => headOf(contract, createdAt),
  };
}

function lineOf(code: string, asset: ContractAsset | undefined): Equipment {
  if (!asset) return { code, name: code, subsystem: '', unit: null, quantity: 0 };
  const { name, unit, quantity, listName, subsystemName, groupName } = asset;
  return {
    code,
    name,
    unit,
    quantity,
    subsystem: [subsystemName ?? listName, groupName ?? []].flat().join(' / '),
  };
}

/** The steps of these cases, each case's first first. */
export const stepsOf = (manager: EntityManager, caseIds: readonly string[]): Promise<Transition[]> =>
  manager.find(Transition, { where: { caseId: In(caseIds) }, order: { caseId: 'ASC', version: 'ASC' } });

/** The steps that these cases had taken by then (ms), by case. */
export async function stepsTaken(
  manager: EntityManager,
  caseIds: readonly string[],
  by: number,
): Promise<(caseId: string) => Transition[]> {
  const taken = groupBy(takenBy(await stepsOf(manager, caseIds), by), ({ caseId }) => caseId);
  return (caseId) => taken.get(caseId) ?? [];
}

/** What somebody said with a step; empty for nothing. */
export function saidWith({ details }: Pick<Transition, 'details'>, field: 'comment' | 'note'): string {
  const said = details[field];
  return typeof said === 'string' ? said : '';
}
