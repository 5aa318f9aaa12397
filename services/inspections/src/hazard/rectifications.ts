import { Transition } from '@zhishou/platform/process/transition.entity';
import { type EntityManager, In } from 'typeorm';

/** What the step `rectifyHazard` puts on file. */
export interface RectificationDetails {
  note: string;
  /** left out where there is none */
  photos?: { id: string; sha256: string }[];
}

/** What was done about a hazard, once a round. */
export interface DoneRectification {
  hazardId: string;
  round: number;
  note: string;
  byId: string;
  at: Date;
  photoIds: string[];
}

/** Of these hazards, the first round first. */
export async function rectifications(
  manager: EntityManager,
  hazardIds: readonly string[],
): Promise<DoneRectification[]> {
  const steps = await manager.find(Transition, {
    where: { caseId: In(hazardIds), action: 'rectifyHazard' },
    order: { caseId: 'ASC', version: 'ASC' },
  });
  return steps.map(({ caseId, round, byId, at, details }) => {
    const { note, photos = [] } = details as unknown as RectificationDetails;
    return { hazardId: caseId, round, note, byId, at, photoIds: photos.map(({ id }) => id) };
  });
}
