import { writeAudit } from '@zhishou/platform/audit/audit';
import { gapsAhead } from '@zhishou/rules/inspection/roster';
import type { Span } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { clearAlarm, raiseAlarm } from '../alarm/alarm.js';
import { GuaranteeTask } from './guarantee-task.entity.js';

const REASON = 'ROSTER_GAP';

/**
 * Raises or clears the alarm of a gap ahead, where that has changed. The task is locked.
 * @param turns those that count @param now ms
 */
export async function noteGap(
  manager: EntityManager,
  task: GuaranteeTask,
  turns: readonly Span[],
  now: number,
): Promise<void> {
  const { fromAt, toAt, fulfilled } = task;
  const span = { from: fromAt.getTime(), to: toAt.getTime() };
  // judged, it asks for nothing more
  const [first] = fulfilled === null ? gapsAhead(span, turns, now) : [];
  if ((first !== undefined) === (task.gapSince !== null)) return;
  const { id, title, contractId, gapsTold } = task;
  const at = new Date(now);
  const change = first ? { gapSince: at, gapsTold: gapsTold + 1 } : { gapSince: null, gapsTold };
  const key = { subject: id, of: REASON, mark: change.gapsTold };
  const about = { guaranteeTaskId: id, contractId };
  await manager.update(GuaranteeTask, { id }, change);
  if (first) await raiseAlarm(manager, { ...key, reason: REASON, about, title, dueAt: first.from }, now);
  else await clearAlarm(manager, key, now, whyNone(task, now));
  await writeAudit(manager, {
    actorId: 'system:roster',
    action: 'noteRosterGap',
    aggregateId: id,
    before: { gapSince: task.gapSince },
    after: change,
    at,
  });
}

function whyNone({ fulfilled, toAt }: GuaranteeTask, now: number): string {
  if (fulfilled !== null) return 'judgeGuaranteeTask';
  return now < toAt.getTime() ? 'rosterManned' : 'taskEnded';
}
