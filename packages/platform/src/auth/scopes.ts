import type { Role } from './caller.js';

/** Roles a program may have. Those of the provider and of who decides for the bureau are for people only (domain §2). */
export const MACHINE_ROLES: readonly Role[] = ['BUREAU_REPORTER', 'AUDITOR', 'BOT'];

interface Opening {
  /** the root fields it opens */
  fields: readonly string[];
  /** what it opens inside answers, `Type.field` or `Type.*` */
  inside: readonly string[];
  /** those of {@link MACHINE_ROLES} that may call every one of them */
  roles: readonly Role[];
}

/** Open to every program: what an answer says of something else, and what the gateway finds it by. */
const REFERENCES = [
  'PageInfo.*',
  'Person.id',
  'Person.displayName',
  'Ticket.id',
  'Ticket.number',
  'Asset.id',
  'Asset.code',
  'Asset.name',
  'FaultType.code',
  'FaultType.name',
  'FaultType.clause',
];

/** What whoever reports has to know of the ticket that came of it. */
const RECEIPT = [
  'kind',
  'severity',
  'state',
  'round',
  'version',
  'summary',
  'reportedAt',
  'startedAt',
  'asset',
];

const ASSET = ['vendor', 'model', 'unit', 'quantity', 'listNo', 'listName', 'subsystemName', 'majorScope'];

/**
 * What a machine account may be given. A scope narrows what the role may do and never widens it; a root field that no
 * scope names is closed to programs. So is every field inside an answer, however it is reached, that neither a scope of
 * the token nor {@link REFERENCES} names.
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
    inside: [
      'Ticket.*',
      'TicketConnection.*',
      'TicketEdge.*',
      'TicketEvent.*',
      'EarlierFault.*',
      'Clock.*',
      'AffectedAsset.*',
      'OfflineStep.*',
      'Position.*',
      'RepairReport.*',
      'SparePartUse.*',
      'SparePart.id',
      'SparePart.code',
      'SparePart.name',
      'RecoveryTest.*',
      'Callback.*',
      'Attachment.*',
      'Asset.tickets',
    ],
    roles: ['BUREAU_REPORTER', 'AUDITOR'],
  },
  'tickets:report': {
    fields: ['Mutation.reportTicket'],
    inside: RECEIPT.map((field) => `Ticket.${field}`),
    roles: ['BUREAU_REPORTER'],
  },
  'assets:read': {
    fields: ['Query.asset', 'Query.assets', 'Query.contract'],
    inside: [
      ...[...ASSET, 'coveredFrom', 'coveredTo', 'availability', 'lastInspection'].map(
        (field) => `Asset.${field}`,
      ),
      'AssetConnection.*',
      'AssetEdge.*',
      'Rate.*',
      'Visit.*',
      'CheckEntry.*',
      'Contract.*',
      'ContractPeriod.*',
      'ContractClocks.*',
      'ContractTerm.*',
      'ContractInstalment.*',
    ],
    roles: ['BUREAU_REPORTER', 'AUDITOR'],
  },
  'escalations:read': {
    fields: ['Query.escalations', 'Subscription.escalationRaised'],
    inside: ['Escalation.*', 'EscalationConnection.*', 'EscalationEdge.*'],
    roles: ['BUREAU_REPORTER', 'AUDITOR', 'BOT'],
  },
  'escalations:acknowledge': {
    fields: ['Mutation.acknowledgeEscalation'],
    inside: ['Escalation.*'],
    roles: ['BOT'],
  },
  'scores:read': {
    fields: ['Query.serviceEvents', 'Query.dueDocuments'],
    inside: [
      'ServiceEvent.*',
      'ServiceEventConnection.*',
      'ServiceEventEdge.*',
      'DueDocument.*',
      'DocumentSubmission.*',
    ],
    roles: ['BUREAU_REPORTER', 'AUDITOR'],
  },
  'audit:read': {
    fields: ['Query.auditLog'],
    inside: ['AuditEntry.*', 'AuditConnection.*', 'AuditEdge.*'],
    roles: ['AUDITOR'],
  },
} as const satisfies Record<string, Opening>;

const OPENINGS: Record<string, Opening> = SCOPES;

const SCOPE_OF = new Map(
  Object.entries(OPENINGS).flatMap(([scope, { fields }]) => fields.map((field) => [field, scope] as const)),
);

/** The scope that opens a root field, `Query.tickets`; undefined where it is closed to programs. */
export function scopeOf(rootField: string): string | undefined {
  return SCOPE_OF.get(rootField);
}

/** Whether a token of these scopes may read a field inside an answer, `Ticket.summary`. */
export function opensInside(scopes: readonly string[], asked: string): boolean {
  const all = `${asked.split('.', 1)[0]}.*`;
  const named = (fields: readonly string[] = []) => fields.includes(asked) || fields.includes(all);
  return named(REFERENCES) || scopes.some((scope) => named(OPENINGS[scope]?.inside));
}

/** The scopes that are of use to a role. */
export function scopesOf(role: Role): string[] {
  return Object.keys(OPENINGS).filter((scope) => OPENINGS[scope]?.roles.includes(role));
}

/** The words of a `scope` claim or parameter (RFC 6749 §3.3), each once. */
export function readScopes(text: string): string[] {
  return [...new Set(text.split(' ').filter((word) => word !== ''))];
}
