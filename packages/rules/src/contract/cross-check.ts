import type { ContractProblem } from './contract-problem.js';
import { checkCodes } from './check-codes.js';
import { checkEscalation } from './check-escalation.js';
import { checkMoney } from './check-money.js';
import { checkPeriods } from './check-periods.js';
import { checkTimes } from './check-times.js';
import type { Section } from './folder.js';
import { type Located, problemAt, type Report } from './located.js';
import type { ContractSource } from './source.types.js';

const CHECKS = [checkCodes, checkPeriods, checkTimes, checkMoney, checkEscalation];

/** What no schema can say: names that must agree across files, sums and orders. Every problem, file by file. */
export function crossCheck(source: ContractSource, files: Record<Section, Located>): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const report: Report = (section, path, expected, found) =>
    problems.push(problemAt(files[section], path, expected, found));
  for (const check of CHECKS) check(source, report);
  return problems;
}
