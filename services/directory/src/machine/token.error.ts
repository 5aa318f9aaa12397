import { errorAnswer } from '@zhishou/platform/error-answer';
import type { Logger } from '@zhishou/platform/log';

type TokenErrorCode = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';

/** A refusal in the words of RFC 6749 §5.2. The description is ASCII and repeats nothing that was sent. */
export class TokenError extends Error {
  constructor(
    readonly code: TokenErrorCode,
    readonly description: string,
  ) {
    super(description);
  }
}

export interface TokenRefusal {
  status: number;
  headers: Record<string, string>;
  body: { error: string; error_description: string };
}

/** What the token endpoint answers to what was thrown: of anything unforeseen nothing. */
export function tokenRefusal(thrown: unknown, logger: Logger): TokenRefusal {
  if (thrown instanceof TokenError) {
    const isClient = thrown.code === 'invalid_client';
    return {
      status: isClient ? 401 : 400,
      headers: isClient ? { 'www-authenticate': 'Basic realm="zhishou"' } : {},
      body: { error: thrown.code, error_description: thrown.description },
    };
  }
  const { status, body } = errorAnswer(thrown, logger);
  return {
    status,
    headers: body.retryAfter === undefined ? {} : { 'retry-after': String(body.retryAfter) },
    body: {
      error: status < 500 || status === 503 ? 'temporarily_unavailable' : 'server_error',
      error_description: body.message,
    },
  };
}
