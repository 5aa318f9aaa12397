import type { VisitSnapshot } from '@zhishou/messages/inspection-events';
import type { Visit } from './visit.entity.js';

const iso = (at: number): string => new Date(at).toISOString();

/** The visit's public state for an event. */
export const visitSnapshot = (visit: Visit): VisitSnapshot => ({
  id: visit.id,
  cycleId: visit.cycleId,
  month: visit.month,
  state: visit.state,
  round: visit.round,
  version: visit.version,
  date: visit.date,
  place: visit.place,
  engineerId: visit.engineerId,
  assetCodes: visit.assetCodes,
  rounds: visit.process.rounds.map(({ recordedAt, reviewedAt, signed }) => ({
    recordedAt: iso(recordedAt),
    reviewedAt: reviewedAt === null ? null : iso(reviewedAt),
    signed,
  })),
});
