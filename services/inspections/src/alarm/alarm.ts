import type { CycleClock } from '@zhishou/rules/inspection/cycle-life';
import type { MarkName } from '@zhishou/rules/clock';

/** The contract's names for what calls somebody (escalation.yaml); COVERAGE, JOINT_TEST and CALL are parts of the report. */
const WORD: Record<CycleClock, 'PLAN' | 'SUMMARY' | 'REPORT'> = {
  PLAN: 'PLAN',
  SUMMARY: 'SUMMARY',
  COVERAGE: 'REPORT',
  JOINT_TEST: 'REPORT',
  CALL: 'REPORT',
};

export const reasonOf = (clock: CycleClock, mark: MarkName): string =>
  `${WORD[clock]}_${mark === 'BREACH' ? 'OVERDUE' : 'DUE'}`;

/** Made of reason, subject and mark: the same alarm is one, whatever is repeated. */
export const alarmIdOf = (subject: string, clock: string, mark: string): string =>
  `${subject}/${clock}/${mark}`;
