import type { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import type { DataSource } from 'typeorm';
import type { CoverageService } from './coverage.service.js';
import { Cycle } from './cycle.entity.js';
import { CYCLES } from './cycle.table.js';

const SYSTEM = 'system:coverage';

/** Tells the month's process whether every asset was visited, where that has changed. */
export async function noteCoverage(
  db: DataSource,
  coverages: CoverageService,
  sender: StepSender,
  cycleId: string,
): Promise<void> {
  const cycle = await db.getRepository(Cycle).findOneByOrFail({ id: cycleId });
  const clock = cycle.process.clocks.find(({ kind }) => kind === 'COVERAGE');
  const { numerator, denominator } = await coverages.of(cycle);
  const complete = numerator === denominator;
  if (!clock || clock.cancelledAt !== null || complete === (clock.metAt !== null)) return;
  const because = `${cycle.id}/${cycle.version}/${complete}`;
  const step = { action: 'noteCoverage', complete } as const;
  await sender.send(CYCLES, cycle, systemStep({ actor: SYSTEM, because, step }));
}
