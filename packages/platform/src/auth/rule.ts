import type { Role } from './caller.js';

/**
 * Who may read or call a field. SIGNED_IN: any role, also one whose NDA is still to be signed; ENROLLING: also who has
 * still to set up the second factor that their role needs.
 */
export type Rule =
  | { kind: 'PUBLIC' }
  | { kind: 'ENROLLING' }
  | { kind: 'SIGNED_IN' }
  | { kind: 'ROLES'; roles: readonly Role[] };

/** Where a rule lives in the GraphQL `extensions` of a field or type. */
export const RULE_KEY = 'access';
