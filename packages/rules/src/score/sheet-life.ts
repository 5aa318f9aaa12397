/** The life of a month's score sheet as data (domain §6, Flow, and §10 for one on paper; contract 附件二 一、2). */

import { type LifeRule, rolesOf } from '../life.js';
import type { Role } from '../role.js';

/** CONFIRMED is locked. */
export type SheetState = 'OPEN' | 'SCORED' | 'CONFIRMED';

/** All sheets, or those of which others did what is to be looked at. */
export type SheetReach =
  | 'any'
  | 'scored by others'
  | 'objected to by others'
  | 'scored and objected to by others';

export const SHEET_LIFE = {
  scoreMonth: { from: ['OPEN', 'SCORED'], by: { BUREAU_SUPERVISOR: 'any' } },
  objectToScore: { from: ['SCORED'], by: { PROVIDER_DISPATCHER: 'scored by others' } },
  answerObjection: { from: ['SCORED'], by: { BUREAU_SUPERVISOR: 'objected to by others' } },
  enterPaperScores: { from: ['OPEN', 'SCORED'], by: { BUREAU_ADMIN: 'any' } },
  confirmPaperScores: {
    from: ['SCORED'],
    by: { BUREAU_SUPERVISOR: 'scored by others', BUREAU_ADMIN: 'scored by others' },
  },
  confirmScore: { from: ['SCORED'], by: { BUREAU_ADMIN: 'scored and objected to by others' } },
} as const satisfies Record<string, LifeRule<SheetState, SheetReach>>;

export type SheetAction = keyof typeof SHEET_LIFE;
export const SHEET_ACTIONS = Object.keys(SHEET_LIFE) as SheetAction[];

/** The roles that may ever take this step of some sheet. */
export const sheetRolesFor = (action: SheetAction): Role[] => rolesOf(SHEET_LIFE[action]);
