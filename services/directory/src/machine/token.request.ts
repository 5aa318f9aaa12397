import { readScopes } from '@zhishou/platform/auth/scopes';
import { TokenError } from './token.error.js';

/** What a program sends to trade its secret for a token (RFC 6749 §4.4.2). */
export interface TokenRequest {
  clientId: string;
  secret: string;
  /** undefined: all that the account has */
  scopes?: string[];
}

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * @param headers `content-type` and `authorization` of the request
 * @param body the parsed form; a name that came twice has a list of values
 * @throws TokenError
 */
export function readTokenRequest(
  headers: { 'content-type'?: string; authorization?: string },
  body: unknown,
): TokenRequest {
  if (!FORM.test(headers['content-type'] ?? '')) throw badRequest('send application/x-www-form-urlencoded');
  const form = new Map(Object.entries((body ?? {}) as Record<string, unknown>).filter(([, value]) => value));
  const word = (name: string): string | undefined => {
    const value = form.get(name);
    if (value !== undefined && typeof value !== 'string') throw badRequest(`${name} came more than once`);
    return value;
  };
  const grantType = word('grant_type');
  if (grantType === undefined) throw badRequest('grant_type is missing');
  if (grantType !== 'client_credentials')
    throw new TokenError('unsupported_grant_type', 'the only grant_type is client_credentials');
  const scope = word('scope');
  const credentials = credentialsOf(headers.authorization, word('client_id'), word('client_secret'));
  return { ...credentials, scopes: scope === undefined ? undefined : readScopes(scope) };
}

function credentialsOf(
  authorization: string | undefined,
  clientId: string | undefined,
  secret: string | undefined,
): { clientId: string; secret: string } {
  if (authorization === undefined) {
    if (clientId === undefined || secret === undefined)
      throw new TokenError('invalid_client', 'send client id and secret, by HTTP Basic or in the body');
    return { clientId, secret };
  }
  const basic = readBasic(authorization);
  if (secret !== undefined || (clientId ?? basic.clientId) !== basic.clientId)
    throw badRequest('send the credentials once, by HTTP Basic or in the body');
  return basic;
}

// RFC 6749 §2.3.1: both parts are form-encoded before they are joined
function readBasic(authorization: string): { clientId: string; secret: string } {
  const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(authorization) ?? [];
  const [, clientId, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  try {
    if (clientId !== undefined && secret !== undefined)
      return { clientId: decodeURIComponent(clientId), secret: decodeURIComponent(secret) };
  } catch {
    // told below, as whatever else is no credentials
  }
  throw new TokenError('invalid_client', 'the authorization header holds no client credentials');
}

const badRequest = (description: string) => new TokenError('invalid_request', description);
