import type { RecordTransitionInput } from '@zhishou/messages/case-process';
import type { Case, Step } from '@zhishou/rules/life';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { canonicalJson, sha256 } from '../canonical-json.js';
import { writeAudit } from '../audit/audit.js';
import { appendEvent } from '../outbox/outbox.js';
import type { CaseRow } from './case-table.js';
import { lockCase } from './lock-case.js';
import type { CaseRecording, Change } from './recording.js';
import { bodyHashOf } from './step-identity.js';
import { instantOf } from './step-record.js';
import { Transition } from './transition.entity.js';

/**
 * Records one step in one transaction: transition, row, projections, event, audit. Repeating it finds the first record.
 * @throws ApplicationFailure when it may not be recorded: see `instantOf`
 */
export async function recordTransition<Row extends CaseRow<C>, C extends Case, S extends Step>(
  manager: EntityManager,
  recording: CaseRecording<Row, C, S>,
  input: RecordTransitionInput<S>,
): Promise<{ at: number }> {
  const { table } = recording;
  const before = await lockCase(manager, table, input.caseId);
  const { at, isNew } = await instantOf(manager, before.version, input);
  if (!isNew) return { at };
  const changed = recording.columns(table.life.apply(before.process, input.step, at), input);
  const change: Change<Row, S> = { before, after: { ...before, ...changed }, input, at };
  await Promise.all([
    manager.insert(Transition, toTransition(recording, change)),
    manager.update(table.entity, { id: before.id }, changed as QueryDeepPartialEntity<Row>),
    recording.project?.(manager, change),
    tell(manager, recording, change),
  ]);
  await recording.effects?.(manager, change);
  await audit(manager, recording, change);
  return { at };
}

const toTransition = <Row extends CaseRow<C>, C extends Case, S extends Step>(
  recording: CaseRecording<Row, C, S>,
  { before, after, input, at }: Change<Row, S>,
): QueryDeepPartialEntity<Transition> => ({
  caseId: before.id,
  version: input.version,
  stepId: input.stepId,
  bodyHash: bodyHashOf(input),
  action: input.step.action,
  fromState: before.state,
  toState: after.state,
  round: recording.roundOf(before),
  at: new Date(at),
  byId: input.by.id,
  byRole: input.by.role,
  step: input.step,
  details: input.details as QueryDeepPartialEntity<Record<string, unknown>>,
});

async function tell<Row extends CaseRow<C>, C extends Case, S extends Step>(
  manager: EntityManager,
  { event }: CaseRecording<Row, C, S>,
  { after, input, at }: Change<Row, S>,
): Promise<void> {
  const action: S['action'] = input.step.action;
  await appendEvent(manager, {
    topic: event.topic,
    type: event.types[action],
    subject: after.id,
    time: new Date(at),
    requestId: input.requestId,
    data: {
      ...(await event.snapshot(after, at, manager)),
      step: { ...input.step, ...input.details },
      by: { id: input.by.id, role: input.by.role },
    },
  });
}

async function audit<Row extends CaseRow<C>, C extends Case, S extends Step>(
  manager: EntityManager,
  recording: CaseRecording<Row, C, S>,
  { before, after, input, at }: Change<Row, S>,
): Promise<void> {
  await writeAudit(manager, {
    actorId: input.by.id,
    actorRole: input.by.role,
    action: input.step.action,
    aggregateId: after.id,
    before: recording.audited(before),
    after: {
      ...recording.audited(after),
      step: { ...input.step, ...input.details },
      process: { kind: recording.table.kind, hash: sha256(canonicalJson(after.process)) },
    },
    at: new Date(at),
    address: input.by.address,
    requestId: input.requestId,
  });
}
