/** The life of a hazard as data (domain §5.5; contract 一、3(8): 经同意后进行整改). */

import { type LifeRule, rolesOf } from '../life.js';
import type { Role } from '../role.js';

export type HazardState = 'PROPOSED' | 'CONSENTED' | 'DECLINED' | 'RECTIFIED' | 'CLOSED';

const DECIDERS = { BUREAU_SUPERVISOR: 'any', BUREAU_ADMIN: 'any' } as const;
const WORKERS = { PROVIDER_DISPATCHER: 'any', PROVIDER_ENGINEER: 'any' } as const;

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
export const isHazardSettled = (state: HazardState): boolean => state === 'DECLINED' || state === 'CLOSED';
