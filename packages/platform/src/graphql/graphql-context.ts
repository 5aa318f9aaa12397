import { isIP } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { RefusalAudit, RefusalCode } from '../audit/refusals.js';
import type { AccessContext } from '../auth/admission.js';
import type { Caller } from '../auth/caller.js';
import type { TokenVerifier } from '../auth/token.js';
import type { RequestContext } from '../context.js';
import { UserError } from '../errors.js';
import type { StandingSource } from '../people/standing.js';

/** What every resolver of ours finds as its context. */
export interface GraphqlContext extends RequestContext, AccessContext {
  authorization?: string;
  /** the same object while the request is served, so that what is logged and recorded knows the caller too */
  request: RequestContext;
  /** Nest copies a context that has none */
  req: object;
}

export type Headers = Record<string, unknown>;

/** The request's id and its client's address as the gateway passed them on; else a new id and the peer's address. */
export function requestContextOf(headers: Headers, peer: string | undefined): RequestContext {
  const id = headers['x-request-id'];
  const address = headers['x-zhishou-address'];
  return {
    requestId: typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? id : randomUUID(),
    address: typeof address === 'string' && isIP(address) !== 0 ? address : (peer ?? ''),
  };
}

export interface ContextParts {
  verify: TokenVerifier;
  standing: StandingSource;
  refusals: RefusalAudit;
  req: object;
}

export async function createGraphqlContext(
  request: RequestContext,
  authorization: string | undefined,
  parts: ContextParts,
): Promise<GraphqlContext> {
  const context: GraphqlContext = {
    ...request,
    request,
    authorization,
    req: parts.req,
    standingOf: (caller) => parts.standing.standingOf(caller, authorization),
    noteRefusal: noteOnce((asked, code) => noteRefusal(context, parts.refusals, asked, code)),
  };
  try {
    const caller = await parts.verify(authorization);
    if (caller) becomeCaller(context, caller);
  } catch (error) {
    // a request that needs no caller (login, refresh) must not fail for an old token
    if (!(error instanceof UserError)) throw error;
    context.authError = error;
  }
  return context;
}

async function noteRefusal(
  { caller, address, requestId }: GraphqlContext,
  refusals: RefusalAudit,
  asked: string,
  code: RefusalCode,
): Promise<void> {
  if (caller) await refusals.note({ code, asked, caller, address, requestId });
}

// One field of a hundred rows is one refusal.
function noteOnce(note: AccessContext['noteRefusal']): AccessContext['noteRefusal'] {
  const noted = new Map<string, Promise<void>>();
  return (asked, code) => {
    const before = noted.get(asked);
    if (before) return before;
    const now = note(asked, code);
    noted.set(asked, now);
    return now;
  };
}

/** Makes this the caller of the rest of the request: what signing in does. */
export function becomeCaller(context: GraphqlContext, caller: Caller): void {
  context.caller = caller;
  context.request.caller = caller;
  context.known = undefined;
}
