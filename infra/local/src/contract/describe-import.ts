import { formatProblem } from '@zhishou/rules/contract/contract-problem';
import type { ImportSubject } from '@zhishou/rules/import/import-subject';
import type { ImportChange } from '@zhishou/rules/import/merge-rows';
import type { ImportPlan } from '@zhishou/rules/import/plan-import';
import type { ImportProblem } from '@zhishou/rules/import/read-table';
import type { TableOrder } from './import.order.js';

const WORDS = { ADDED: '新增', CHANGED: '修改', UNCHANGED: '不变', REMOVED: '移除' } as const;

/** What an import would do or has done, row by row, for an operator. */
export function describeImport({ subject, name }: TableOrder, plan: ImportPlan, applied: boolean): string {
  const { changes, problems, contractProblems } = plan;
  const parts = [
    `导入${subject.title}：${name} → ${subject.file}`,
    ...changes.map((change) => line(change, subject)),
    ...problems.map(placed),
    ...contractProblems.map((problem) => `合同文件：${formatProblem(problem)}`),
    `共 ${Object.entries(WORDS)
      .map(([change, word]) => `${word} ${changes.filter((one) => one.change === change).length}`)
      .join('，')}`,
    ending(plan, subject, applied),
  ];
  return parts.join('\n');
}

const placed = ({ row, column, message }: ImportProblem): string =>
  `错误：${row > 0 ? `第 ${row} 行${column && `「${column}」`}：` : ''}${message}`;

function line({ row, change, key, values, fields }: ImportChange, subject: ImportSubject): string {
  const told = fields.map(({ column, from, to }) => {
    const title = subject.columns.find((one) => one.key === column)?.title ?? column;
    return `${title}：${from || '空'} → ${to || '空'}`;
  });
  const name = key.includes(values.name ?? '') ? key : `${key} ${values.name}`;
  const where = row === null ? '表里没有' : `第 ${row} 行`;
  return `${where} ${WORDS[change]} ${name}${told.length > 0 ? `（${told.join('；')}）` : ''}`;
}

function ending(
  { changes, problems, contractProblems }: ImportPlan,
  subject: ImportSubject,
  applied: boolean,
) {
  const isWrong = problems.length + contractProblems.length > 0;
  const removes = changes.some(({ change }) => change === 'REMOVED');
  const removal = removes ? `移除：${subject.removal}。\n` : '';
  if (isWrong) return `有 ${problems.length + contractProblems.length} 处错误，什么都没有改。`;
  if (changes.every(({ change }) => change === 'UNCHANGED')) return '没有要改的。';
  if (applied) return `${removal}已写入 ${subject.file}；各服务下次启动时生效。`;
  return `${removal}这是试运行，什么都没有改；确认后加 --apply 写入。`;
}
