import type { Role } from './caller.js';

/** Roles a program may have. Those of the provider and of who decides for the bureau are for people only (domain §2). */
export const MACHINE_ROLES: readonly Role[] = ['BUREAU_REPORTER', 'AUDITOR', 'BOT'];

interface Opening {
  /** the root fields it opens */
  fields: readonly string[];
  /** those of {@link MACHINE_ROLES} that may call every one of them */
  roles: readonly Role[];
}

/**
 * What a machine account may be given. A scope narrows what the role may do and never widens it; a root field that no
 * scope names is closed to programs. Fields inside an answer follow the role's rules alone.
 */
export const SCOPES = {
  'tickets:read': {
    fields: [
      'Query.ticket',
      'Query.tickets',
      'Query.likelyRepeats',
      'Query.openFaults',
      'Subscription.ticketChanged',
    ],
    roles: ['BUREAU_REPORTER', 'AUDITOR'],
  },
  'tickets:report': { fields: ['Mutation.reportTicket'], roles: ['BUREAU_REPORTER'] },
  'assets:read': {
    fields: ['Query.asset', 'Query.assets', 'Query.contract'],
    roles: ['BUREAU_REPORTER', 'AUDITOR'],
  },
  'escalations:read': {
    fields: ['Query.escalations', 'Subscription.escalationRaised'],
    roles: ['BUREAU_REPORTER', 'AUDITOR', 'BOT'],
  },
  'escalations:acknowledge': { fields: ['Mutation.acknowledgeEscalation'], roles: ['BOT'] },
  'scores:read': { fields: ['Query.serviceEvents'], roles: ['BUREAU_REPORTER', 'AUDITOR'] },
  'audit:read': { fields: ['Query.auditLog'], roles: ['AUDITOR'] },
} as const satisfies Record<string, Opening>;

const OPENINGS: Record<string, Opening> = SCOPES;

const SCOPE_OF = new Map(
  Object.entries(OPENINGS).flatMap(([scope, { fields }]) => fields.map((field) => [field, scope] as const)),
);

/** The scope that opens a root field, `Query.tickets`; undefined where it is closed to programs. */
export function scopeOf(rootField: string): string | undefined {
  return SCOPE_OF.get(rootField);
}

/** The scopes that are of use to a role. */
export function scopesOf(role: Role): string[] {
  return Object.keys(OPENINGS).filter((scope) => OPENINGS[scope]?.roles.includes(role));
}

/** The words of a `scope` claim or parameter (RFC 6749 §3.3), each once. */
export function readScopes(text: string): string[] {
  return [...new Set(text.split(' ').filter((word) => word !== ''))];
}
