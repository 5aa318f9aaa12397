import type { Check, Report } from './check.types.js';
import { CHECK_CHECKLIST } from './check-checklist.js';
import { CODE_CHECKS } from './check-codes.js';
import { CHECK_DOCUMENTS } from './check-documents.js';
import { CHECK_ESCALATION } from './check-escalation.js';
import { CHECK_KEPT_FROM } from './check-kept-from.js';
import { CHECK_PAYMENTS, CHECK_SCORES } from './check-money.js';
import { CHECK_PERIODS } from './check-periods.js';
import { CHECK_TERMINATION } from './check-termination.js';
import { CHECK_BUDGETS, CHECK_CHOICES, CHECK_HOLIDAYS } from './check-times.js';
import type { ContractProblem } from './contract-problem.js';
import type { Section } from './folder.js';
import { type Located, problemAt } from './located.js';
import type { ContractSource } from './source.types.js';

const CHECKS: Check[] = [
  ...CODE_CHECKS,
  CHECK_PERIODS,
  CHECK_KEPT_FROM,
  CHECK_TERMINATION,
  CHECK_HOLIDAYS,
  CHECK_BUDGETS,
  CHECK_CHECKLIST,
  CHECK_CHOICES,
  CHECK_SCORES,
  CHECK_PAYMENTS,
  CHECK_DOCUMENTS,
  CHECK_ESCALATION,
];

/** What no schema can say: names that must agree across files, sums and orders. Files not in `sound` are left out. */
export function crossCheck(
  source: ContractSource,
  files: Record<Section, Located>,
  sound: ReadonlySet<Section>,
): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const report: Report = (section, path, expected, found) =>
    problems.push(problemAt(files[section], path, expected, found));
  for (const check of CHECKS)
    if (check.needs.every((section) => sound.has(section))) check.run(source, report);
  return problems;
}
