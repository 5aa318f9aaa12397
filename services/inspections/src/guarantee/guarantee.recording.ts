import { GUARANTEE_EVENTS, type GuaranteeEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { GuaranteeAction } from '@zhishou/rules/inspection/guarantee';
import { monthOf } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import type { GuaranteeTask } from './guarantee-task.entity.js';

export interface GuaranteeChange {
  action: GuaranteeAction;
  /** as it stands afterwards */
  task: GuaranteeTask;
  /** what the event says of it */
  step: Record<string, unknown>;
  before?: unknown;
  after: unknown;
  at: Date;
}

/** The month in which it ends, to whose score it belongs; 24:00 of the last day still lies in it. */
export const monthOfTask = ({ toAt }: Pick<GuaranteeTask, 'toAt'>): string => monthOf(toAt.getTime() - 1);

/** Tells and audits a change, in its transaction; call it last. */
export async function recordChange(
  manager: EntityManager,
  caller: Caller,
  { action, task, step, before, after, at }: GuaranteeChange,
): Promise<void> {
  const { id, contractId, title, kind, fulfilled, note } = task;
  const data: GuaranteeEventData = {
    task: {
      ...{ id, contractId, title, kind, fulfilled, note },
      from: task.fromAt.toISOString(),
      to: task.toAt.toISOString(),
      month: monthOfTask(task),
      judgedAt: task.judgedAt?.toISOString() ?? null,
    },
    step,
    by: { id: caller.personId, role: caller.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: GUARANTEE_EVENTS[action],
    subject: id,
    time: at,
    data,
  });
  await writeAudit(manager, {
    actorId: caller.personId,
    actorRole: caller.role,
    action,
    aggregateId: id,
    before,
    after,
    at,
  });
}
