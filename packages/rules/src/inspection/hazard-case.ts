import type { HazardState } from './hazard-life.js';

/** All that the process knows of a hazard. Instants in ms. */
export interface HazardCase {
  hazardId: string;
  state: HazardState;
  /** number of steps taken */
  version: number;
  /** 1 at first; one more whenever a rectification was sent back */
  round: number;
  proposedAt: number;
  decidedAt: number | null;
  /** of the rectification that waits for its verification, or held */
  rectifiedAt: number | null;
  closedAt: number | null;
}

export type HazardStep =
  | { action: 'decideHazard'; consent: boolean }
  | { action: 'rectifyHazard' }
  | { action: 'verifyHazard'; passed: boolean };

/** A hazard found on a visit waits for the bureau's consent. */
export const openHazard = (hazardId: string, proposedAt: number): HazardCase => ({
  hazardId,
  state: 'PROPOSED',
  version: 0,
  round: 1,
  proposedAt,
  decidedAt: null,
  rectifiedAt: null,
  closedAt: null,
});
