/** The life of a preventive measure as data (domain §11; contract 三、1(5): 制定防范措施). */

import { type LifeRule, rolesOf } from '../life.js';
import type { Role } from '../role.js';

export type MeasureState = 'OPEN' | 'DONE' | 'CLOSED' | 'DROPPED';

export type MeasureClock = 'MEASURE';

/** All measures, those the person is responsible for, those somebody of the provider is, those somebody else has done. */
export type MeasureReach = 'any' | 'own' | 'provider' | 'of others';

const RESPONSIBLE = {
  BUREAU_REPORTER: 'own',
  BUREAU_SUPERVISOR: 'own',
  BUREAU_ADMIN: 'own',
  PROVIDER_DISPATCHER: 'provider',
  PROVIDER_ENGINEER: 'own',
} as const;

export const MEASURE_LIFE = {
  completeMeasure: { from: ['OPEN'], by: RESPONSIBLE },
  verifyMeasure: { from: ['DONE'], by: { BUREAU_SUPERVISOR: 'of others', BUREAU_ADMIN: 'of others' } },
  dropMeasure: { from: ['OPEN'], by: { BUREAU_SUPERVISOR: 'any', BUREAU_ADMIN: 'any' } },
} as const satisfies Record<string, LifeRule<MeasureState, MeasureReach>>;

export type MeasureAction = keyof typeof MEASURE_LIFE;
export const MEASURE_ACTIONS = Object.keys(MEASURE_LIFE) as MeasureAction[];

/** The roles that may ever take this step of some measure. */
export const measureRolesFor = (action: MeasureAction): Role[] => rolesOf(MEASURE_LIFE[action]);
