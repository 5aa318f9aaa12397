import { Injectable } from '@nestjs/common';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { Fraction } from '@zhishou/rules/fraction';
import { coverageRate } from '@zhishou/rules/inspection/plan-coverage';
import { isCompleted } from '@zhishou/rules/inspection/visit-case';
import { DataSource } from 'typeorm';
import { Visit } from '../visit/visit.entity.js';
import type { Cycle } from './cycle.entity.js';
import { keptOf } from './kept.js';

/** How much of the equipment in period was visited (domain §5.1). */
@Injectable()
export class CoverageService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: ContractStore,
  ) {}

  async of({ id, month, contractVersion }: Cycle): Promise<Fraction> {
    const contract = await this.store.byVersion(contractVersion);
    const { manager } = this.dataSource;
    const [visits, kept] = await Promise.all([
      manager.findBy(Visit, { cycleId: id }),
      keptOf(manager, contract),
    ]);
    const completed = visits.filter(({ process }) => isCompleted(process));
    return coverageRate({ contract, month, kept }, completed);
  }
}
