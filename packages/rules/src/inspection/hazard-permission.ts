import type { Refusal } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { HazardCase, HazardStep } from './hazard-case.js';
import { HAZARD_LIFE, type HazardAction, isHazardSettled } from './hazard-life.js';

const PERMISSION: Permission<HazardCase, HazardStep, 'any'> = {
  name: 'The hazard',
  table: HAZARD_LIFE,
  isWithinReach: () => true,
  isOver: ({ state }) => isHazardSettled(state),
  obstacle: () => null,
};

/** What this person may do with the hazard as it stands at `now` (ms). */
export const hazardActions = (hazard: HazardCase, person: Person, now: number): HazardAction[] =>
  actionsBy(PERMISSION, hazard, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const hazardRefusal = (
  hazard: HazardCase,
  step: HazardStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, hazard, step, person, now);
