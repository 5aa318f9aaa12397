import { Injectable } from '@nestjs/common';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Fraction } from '@zhishou/rules/fraction';
import { coverageRate } from '@zhishou/rules/inspection/plan-coverage';
import { DataSource } from 'typeorm';
import { completedVisits } from '../visit/completed-visits.js';
import { Visit } from '../visit/visit.entity.js';
import type { Cycle } from './cycle.entity.js';
import { keptOf } from '@zhishou/platform/contract/kept';

/** How much of the equipment in period was visited (domain §5.1). */
@Injectable()
export class CoverageService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: ContractStore,
  ) {}

  async of(cycle: Cycle): Promise<Fraction> {
    const { id, month, contractVersion } = cycle;
    const contract = await this.store.byVersion(contractVersion);
    const { manager } = this.dataSource;
    const [visits, kept] = await Promise.all([
      manager.findBy(Visit, { cycleId: id }),
      keptOf(manager, contract),
    ]);
    return coverageRate({ contract, month, kept }, completedVisits(cycle, visits));
  }
}
