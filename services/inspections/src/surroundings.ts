import type { Logger } from '@zhishou/platform/log';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { DataSource } from 'typeorm';
import type { CoverageService } from './cycle/coverage.service.js';

/** What the activities of inspections work with. */
export interface Surroundings {
  db: DataSource;
  sender: StepSender;
  coverages: CoverageService;
  contracts: readonly Contract[];
  log: Logger;
}
