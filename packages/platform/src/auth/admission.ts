import { forbidden, ndaRequired, totpRequired, unauthenticated } from '../errors.js';
import type { RefusalCode } from '../audit/refusals.js';
import type { UserError } from '../errors.js';
import type { CallerStanding } from '../people/standing.js';
import type { Caller } from './caller.js';
import type { Rule } from './rule.js';
import { opensInside, scopeOf } from './scopes.js';

/** What admission needs of a request; the GraphQL context is one. */
export interface AccessContext {
  caller?: Caller;
  /** why there is no caller, where a token was sent but is no good */
  authError?: UserError;
  standingOf(caller: Caller): Promise<CallerStanding>;
  /** tells that the caller was refused this `Type.field`; waits a little for that to be on record, never rejects */
  noteRefusal(asked: string, code: RefusalCode): Promise<void>;
  /** the caller's standing, looked up once a request */
  known?: { caller: Caller; standing: CallerStanding };
}

/** What stands before a field. */
export interface Guard {
  rule: Rule;
  /** `Type.field` */
  asked: string;
  /** a query, mutation or subscription: what a program needs a scope for */
  isRoot: boolean;
}

/**
 * Lets the caller pass or throws. Answers at once where nothing has to be looked up, so that guarding every field
 * costs next to nothing.
 */
export function admit({ rule, asked, isRoot }: Guard, context: AccessContext): void | Promise<void> {
  const { caller, known } = context;
  if (caller?.scopes) (isRoot ? assertScope : assertInside)(asked, caller.scopes);
  if (rule.kind === 'PUBLIC') return;
  if (caller === undefined) throw context.authError ?? unauthenticated();
  if (caller.tokenExpiresAt <= Date.now()) throw unauthenticated('Your sign-in has expired');
  if (known?.caller === caller) return judge(rule, caller, known.standing);
  return context.standingOf(caller).then((standing) => {
    context.known = { caller, standing };
    judge(rule, caller, standing);
  });
}

// Also before what is open to all: a program's token is for what its scopes name and for nothing else.
function assertScope(asked: string, scopes: readonly string[]): void {
  const scope = scopeOf(asked);
  if (scope === undefined) throw forbidden(`No scope opens ${asked} to a machine account`);
  if (!scopes.includes(scope)) throw forbidden(`This token lacks the scope ${scope}`);
}

/** What those are told whose sign-in has ended before its token. */
export const sessionEnded = () => unauthenticated('Sign in again: this session has ended');

/** Whether the sign-in itself still stands, whatever is asked. @throws UserError UNAUTHENTICATED */
export function assertStanding(caller: Pick<Caller, 'role'>, standing: CallerStanding): void {
  if (standing.sessionOver) throw sessionEnded();
  if (!standing.active || standing.role !== caller.role)
    throw unauthenticated('Sign in again: your account has changed');
}

// However it was reached: by nesting, or by the gateway through `_entities`.
function assertInside(asked: string, scopes: readonly string[]): void {
  if (!asked.startsWith('Query.') && !opensInside(scopes, asked))
    throw forbidden(`No scope of this token opens ${asked}`);
}

function judge(rule: Rule, caller: Caller, standing: CallerStanding): void {
  assertStanding(caller, standing);
  if (rule.kind === 'ENROLLING') return;
  // a password alone may be anybody's: it signs no agreement and reads nothing
  if (caller.mustEnrol) throw totpRequired();
  if (rule.kind !== 'ROLES') return;
  // before the role: who has not signed is told of nothing but the NDA (domain §2)
  if (caller.side === 'PROVIDER' && !standing.ndaSigned) throw ndaRequired();
  if (!rule.roles.includes(caller.role)) throw forbidden();
}
