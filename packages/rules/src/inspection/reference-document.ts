/** The bureau's own rules (维护管理办法、巡检规范、作业规范、应急处理预案: 三、1(1), 附件一; domain §11). */

import type { ChecklistItem, FaultType } from '../contract/contract.types.js';
import { DECIDERS, type Role } from '../role.js';
import type { InspectionProblem } from './inspection-problem.js';

export type ReferenceKind =
  | 'MANAGEMENT_RULES'
  | 'INSPECTION_STANDARD'
  | 'WORK_STANDARD'
  | 'EMERGENCY_PLAN'
  | 'OTHER';

/** DRAFT: nothing of it was published yet. */
export type ReferenceState = 'DRAFT' | 'IN_FORCE' | 'WITHDRAWN';

/** What the bureau does with a document, and in which states it may. */
export const REFERENCE_LIFE = {
  createReferenceDocument: [],
  requestReferenceUpload: ['DRAFT', 'IN_FORCE'],
  publishReferenceVersion: ['DRAFT', 'IN_FORCE'],
  linkReferenceDocument: ['DRAFT', 'IN_FORCE'],
  withdrawReferenceDocument: ['DRAFT', 'IN_FORCE'],
} as const satisfies Record<string, readonly ReferenceState[]>;

export type ReferenceAction = keyof typeof REFERENCE_LIFE;

export function referenceState(document: { latestVersion: number; withdrawnAt: unknown }): ReferenceState {
  if (document.withdrawnAt !== null) return 'WITHDRAWN';
  return document.latestVersion > 0 ? 'IN_FORCE' : 'DRAFT';
}

/** What this role may do with a document in this state. */
export function referenceActions(state: ReferenceState, role: Role): ReferenceAction[] {
  if (!(role in DECIDERS)) return [];
  const actions = Object.keys(REFERENCE_LIFE) as ReferenceAction[];
  return actions.filter((action) => REFERENCE_LIFE[action].some((from) => from === state));
}

/** Where a document applies, by codes of the contract. */
export interface ReferenceLinks {
  checklistItems: readonly string[];
  faultTypes: readonly string[];
}

interface Codes {
  checklist: readonly Pick<ChecklistItem, 'code'>[];
  faultTypes: readonly Pick<FaultType, 'code'>[];
}

/** Codes that no contract of the installation has, and codes that are given twice, each at its field. */
export function linkProblems(links: ReferenceLinks, contracts: readonly Codes[]): InspectionProblem[] {
  const known = {
    checklistItems: contracts.flatMap(({ checklist }) => checklist.map(({ code }) => code)),
    faultTypes: contracts.flatMap(({ faultTypes }) => faultTypes.map(({ code }) => code)),
  };
  return (['checklistItems', 'faultTypes'] as const).flatMap((field) =>
    links[field].flatMap((code, index) => {
      const path = `${field}.${index}`;
      if (!known[field].includes(code)) return [{ path, message: `${code} is in no contract` }];
      const isTwice = links[field].indexOf(code) < index;
      return isTwice ? [{ path, message: `${code} is named above` }] : [];
    }),
  );
}
