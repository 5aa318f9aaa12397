import { HAZARD_STEP_EVENTS, type HazardEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { CaseRecording, Change } from '@zhishou/platform/process/recording';
import type { HazardCase, HazardStep } from '@zhishou/rules/inspection/hazard-case';
import type { EntityManager } from 'typeorm';
import type { Hazard } from './hazard.entity.js';
import { HAZARDS } from './hazard.table.js';

/** What a step of a hazard brings about. */
export const HAZARD_RECORDING: CaseRecording<Hazard, HazardCase, HazardStep> = {
  table: HAZARDS,
  columns: hazardColumns,
  roundOf: ({ process }) => process.round,
  audited: ({ id, state, version, closedAt, process }) => ({
    id,
    state,
    version,
    closedAt,
    round: process.round,
  }),
  tell: tellStep,
  // no date is set to a hazard
  reached: () => Promise.resolve(),
};

/** The columns of a hazard that follow from its case. */
export function hazardColumns(process: HazardCase): Partial<Hazard> {
  const { state, version, closedAt } = process;
  return { state, version, closedAt: closedAt === null ? null : new Date(closedAt), process };
}

async function tellStep(
  manager: EntityManager,
  { after, input, at }: Change<Hazard, HazardStep>,
): Promise<void> {
  const data: HazardEventData = {
    findingId: after.id,
    state: after.state,
    round: after.process.round,
    step: { ...input.step, ...input.details },
    by: { id: input.by.id, role: input.by.role },
  };
  await appendEvent(manager, {
    topic: TOPICS.inspections,
    type: HAZARD_STEP_EVENTS[input.step.action],
    subject: after.id,
    time: new Date(at),
    requestId: input.requestId,
    data,
  });
}
