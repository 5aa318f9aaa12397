import type { JointTest as Printed, JointTestReport } from '@zhishou/documents/joint-test-report';
import { shortInstant } from '@zhishou/documents/layout/day';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { FOR_EVER } from '../for-ever.js';
import { JointTest } from '../joint-test/joint-test.entity.js';
import type { MonthFacts } from './month.facts.js';
import { namesOf } from '@zhishou/platform/people/names';

/** A joint test as the documents print it, and who put it on record when. */
interface JointTestLine extends Printed {
  by: string;
  recordedAt: number;
}

/** 《月度联调报告》 of a month with at least one joint test. */
export async function jointTestDocument(
  manager: EntityManager,
  { cycle, head, reach }: MonthFacts,
): Promise<JointTestReport> {
  const known = await jointTestLines(manager, cycle.id, new Date(reach.knownUntil));
  // of a month without any when it was closed, the report that comes late
  const tests = known.length > 0 ? known : await jointTestLines(manager, cycle.id, FOR_EVER);
  const recordedAt = Math.max(...tests.map((test) => test.recordedAt));
  const technicians = namedOnce(tests.flatMap((test) => test.technicians));
  return {
    head: head(recordedAt),
    month: cycle.month,
    preparedBy: namedOnce(tests.map(({ by }) => by)),
    recordedAt,
    tests,
    signatures: [{ role: '乙方驻场技术人员', name: technicians }, { role: '甲方监督管理员' }],
  };
}

/** Those that were on record by then, the earliest first. */
export async function jointTestLines(
  manager: EntityManager,
  cycleId: string,
  knownUntil: Date,
): Promise<JointTestLine[]> {
  const tests = await manager.find(JointTest, {
    where: { cycleId, recordedAt: LessThanOrEqual(knownUntil) },
    order: { heldAt: 'ASC', id: 'ASC' },
  });
  const nameOf = await namesOf(
    manager,
    tests.flatMap(({ byId, technicianIds }) => [byId, ...technicianIds]),
  );
  return tests.map((test) => ({
    startedAt: test.heldAt.getTime(),
    endedAt: test.endedAt && test.endedAt.getTime(),
    place: test.place ?? '',
    technicians: test.technicianIds.map(nameOf),
    participants: test.participants ?? [],
    links: (test.links ?? []).map((link) => ({ ...link, measured: link.measured ?? '' })),
    problems:
      test.problems && test.problems.map((problem) => ({ ...problem, handling: problem.handling ?? '' })),
    result: test.result,
    by: nameOf(test.byId),
    recordedAt: test.recordedAt!.getTime(),
  }));
}

/** In short, for the report of the month; empty where there was none. */
export const jointTestWords = (tests: readonly Printed[]): string =>
  tests.length === 0 ? '' : [...tests.map(sentence), '详见《月度联调报告》。'].join('\n');

function sentence({ startedAt, place, technicians, participants, links, result }: Printed): string {
  const failed = links.filter(({ passed }) => !passed).length;
  return [
    shortInstant(startedAt),
    place && `在${place}`,
    participants.length > 0 && `与${participants.join('、')}`,
    `联调，驻场技术人员${technicians.join('、')}`,
    links.length > 0 && `，测试链路${links.length}条，异常${failed}条`,
    `：${result}`,
  ]
    .filter(Boolean)
    .join('');
}

const namedOnce = (names: readonly string[]): string => [...new Set(names)].join('、');
