/** The life of a hazard as data (domain §5.5; contract 一、3(8): 经同意后进行整改). */

import { type LifeRule, rolesOf } from '../life.js';
import { DECIDERS, type Role, WORKERS } from '../role.js';

export type HazardState = 'PROPOSED' | 'CONSENTED' | 'DECLINED' | 'RECTIFIED' | 'CLOSED';

export const HAZARD_LIFE = {
  decideHazard: { from: ['PROPOSED'], by: DECIDERS },
  rectifyHazard: { from: ['CONSENTED'], by: WORKERS },
  verifyHazard: { from: ['RECTIFIED'], by: DECIDERS },
} as const satisfies Record<string, LifeRule<HazardState>>;

export type HazardAction = keyof typeof HAZARD_LIFE;
export const HAZARD_ACTIONS = Object.keys(HAZARD_LIFE) as HazardAction[];

/** The roles that may ever take this step of some hazard. */
export const hazardRolesFor = (action: HazardAction): Role[] => rolesOf(HAZARD_LIFE[action]);

/** Nothing more is to be done: it is gone, or the bureau lives with it. */
export const isHazardSettled = (state: HazardState): state is 'DECLINED' | 'CLOSED' =>
  state === 'DECLINED' || state === 'CLOSED';
