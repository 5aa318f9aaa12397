import type { Refusal } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { MeasureCase, MeasureStep } from './measure-case.js';
import { MEASURE_LIFE, type MeasureAction, type MeasureReach } from './measure-life.js';

const WITHIN: Record<MeasureReach, (measure: MeasureCase, personId: string) => boolean> = {
  any: () => true,
  own: ({ responsibleId }, id) => responsibleId === id,
  provider: ({ side }) => side === 'PROVIDER',
  'of others': ({ doneById }, id) => doneById !== id,
};

const PERMISSION: Permission<MeasureCase, MeasureStep, MeasureReach> = {
  name: 'The measure',
  table: MEASURE_LIFE,
  isWithinReach: (measure, { id }, reach) => WITHIN[reach](measure, id),
  isOver: ({ closedAt }) => closedAt !== null,
  obstacle: () => null,
};

/** What this person may do with the measure as it stands at `now` (ms). */
export const measureActions = (measure: MeasureCase, person: Person, now: number): MeasureAction[] =>
  actionsBy(PERMISSION, measure, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const measureRefusal = (
  measure: MeasureCase,
  step: MeasureStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, measure, step, person, now);
