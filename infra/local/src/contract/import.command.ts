import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError, loadContract } from '@zhishou/platform/contract/load-contract';
import type { ContractProblem } from '@zhishou/rules/contract/contract-problem';
import { type ImportPlan, planImport } from '@zhishou/rules/import/plan-import';
import type { ImportProblem } from '@zhishou/rules/import/read-table';
import type { Outcome } from './contract-command.js';
import { describeImport } from './describe-import.js';
import { readTableOrder, type TableOrder } from './import.order.js';
import { replaceFile } from './replace-file.js';
import { readTableFile, TableFileError } from './table-file.js';

/**
 * Shows what a table would change in a contract folder; with `--apply`, changes it, all or nothing.
 * @throws ContractError where the folder is wrong to begin with; Error when the command is
 */
export async function importTable(args: string[]): Promise<Outcome> {
  const order = readTableOrder(args, ['replace', 'apply', 'json']);
  loadContract(order.folder);
  const target = join(order.folder, order.subject.file);
  const text = readFileSync(target, 'utf8');
  const plan = await planOf(order, text);
  const applied = order.apply && plan.text !== text && apply(plan, target, text);
  const isWrong = plan.problems.length + plan.contractProblems.length > 0;
  const told = order.json ? asJson(plan, applied) : describeImport(order, plan, applied);
  return { exitCode: isWrong ? 1 : 0, text: told };
}

/** @returns whether it is done; a file that cannot be written is a problem of the plan */
function apply(plan: ImportPlan, target: string, text: string): boolean {
  if (plan.problems.length + plan.contractProblems.length > 0) return false;
  try {
    replaceFile(target, text, plan.text);
    return true;
  } catch (error) {
    plan.problems.push(problemOf(error));
    return false;
  }
}

/** @throws what was thrown, when it is nothing for an operator */
function problemOf(error: unknown): ImportProblem {
  if (error instanceof TableFileError) return { row: 0, column: '', message: error.message };
  throw error;
}

async function planOf({ subject, file, folder, replace }: TableOrder, text: string): Promise<ImportPlan> {
  try {
    const cells = await readTableFile(file);
    const check = (next: string) => problemsOf(folder, { file: subject.file, text: next });
    return planImport({ subject, text, cells, replace, check });
  } catch (error) {
    return { changes: [], problems: [problemOf(error)], contractProblems: [], text };
  }
}

function problemsOf(folder: string, instead: { file: string; text: string }): ContractProblem[] {
  try {
    loadContract(folder, { instead });
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.problems;
    throw error;
  }
}

const asJson = ({ changes, problems, contractProblems }: ImportPlan, applied: boolean): string =>
  JSON.stringify({ applied, changes, problems, contractProblems });
