import type { SummedDocument, SummedDuty } from '@zhishou/documents/annual-summary.rows';
import type { CycleSnapshot } from '@zhishou/messages/inspection-events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { groupBy } from '@zhishou/rules/group-by';
import type { DocumentFact, ScoreFacts } from '@zhishou/rules/score/facts.types';
import { inTime, isCompleted } from '@zhishou/rules/score/management-items';

const dutyOf = (title: string, wanted: number, done: number): SummedDuty => ({
  ...{ title, wanted, done },
  remark: done < wanted ? `未完成${wanted - done}次` : '',
});

/** What was wanted in these months, and done. @param now ms */
export function dutiesOfYear(
  { plans, visits, calls, guarantees }: ScoreFacts,
  cycles: readonly CycleSnapshot[],
  { contract, months, now }: { contract: Contract; months: readonly string[]; now: number },
): SummedDuty[] {
  const { atLeast } = contract.monthly.jointTests;
  const inspected = cycles.filter(({ month }) => months.includes(month));
  const due = plans.filter(({ dueBy }) => dueBy < now);
  const held = calls.filter(({ month }) => months.includes(month));
  const over = guarantees.filter(({ endsAt }) => endsAt <= now);
  return [
    dutyOf('按时提交月度巡检计划（份）', due.length, due.filter(inTime).length),
    dutyOf('月度巡检（次）', visits.length, visits.filter(isCompleted).length),
    dutyOf(
      '全省联调（月）',
      inspected.length,
      inspected.filter(({ jointTests }) => jointTests >= atLeast).length,
    ),
    dutyOf('维保情况总结（月）', held.length, held.filter((call) => call.held).length),
    dutyOf('重要时期保障任务（项）', over.length, over.filter(({ fulfilled }) => fulfilled).length),
  ];
}

/** The documents that the provider owes and that are due, by kind. @param now ms */
export function documentsOfYear(
  contract: Contract,
  { documents }: ScoreFacts,
  now: number,
): SummedDocument[] {
  const due = documents.filter(({ dueBy, submittedAt }) => dueBy < now || submittedAt !== null);
  return [...groupBy(due, ({ id }) => id.split('/')[1]!)].map(([code, rows]) => {
    const count = (is: (row: DocumentFact) => boolean) => rows.filter(is).length;
    return {
      title: contract.documents.find((rule) => rule.code === code)?.title ?? code,
      wanted: rows.length,
      inTime: count(inTime),
      late: count((row) => row.submittedAt !== null && !inTime(row)),
      missing: count(({ submittedAt }) => submittedAt === null),
      nonconforming: count(({ conforming }) => !conforming),
    };
  });
}
