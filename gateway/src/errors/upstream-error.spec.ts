import { describe, expect, it } from '@jest/globals';
import { createLogger } from '@zhishou/platform/log';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { publicUpstreamError } from './upstream-error.js';

const { QUERY, MUTATION } = OperationTypeNode;
const lines: string[] = [];
const logger = createLogger('test', { write: (line) => lines.push(line) });

function told(error: unknown, asked = QUERY, sent = asked) {
  const client = { requestId: 'req-1', address: '', operation: { type: asked } };
  const { message, path, extensions } = publicUpstreamError(error, {
    client,
    subgraph: 'tickets',
    sent,
    logger,
  });
  return { message, path, extensions };
}
const failed = (code: string, cause?: string) =>
  new GraphQLError('connect 10.0.0.1:4001', {
    path: ['accept'],
    extensions: { code, request: { body: '{}' }, serviceName: 'tickets' },
    originalError: cause === undefined ? undefined : Object.assign(new Error('x'), { code: cause }),
  });

describe('what a client is told of a subgraph’s failure', () => {
  it('a known error as it is, without what it may not carry', () => {
    const error = new GraphQLError('wait', {
      extensions: { code: 'RATE_LIMITED', retryAfter: 3, serviceName: 'x' },
    });
    expect(told(error).extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 3 });
  });

  it.each(['GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR', 'RESPONSE_VALIDATION_FAILED', undefined])(
    'code %s is our fault: the request id, and the whole of it in the log',
    (code) => {
      lines.length = 0;
      const error = new GraphQLError('Cannot query field "secret"', { path: ['a'], extensions: { code } });
      expect(told(error)).toEqual({
        message: 'Something went wrong on our side; request req-1',
        path: ['a'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
      expect(lines.join()).toContain('Cannot query field');
    },
  );

  it.each(['ECONNREFUSED', 'ENOTFOUND'])('%s: nothing was changed, whatever was asked', (cause) => {
    for (const asked of [QUERY, MUTATION])
      expect(told(failed('SUBREQUEST_HTTP_ERROR', cause), asked)).toEqual({
        message: 'Nothing was changed; please try again in a moment',
        path: ['accept'],
        extensions: { code: 'UNAVAILABLE' },
      });
  });

  it.each([
    ['SUBREQUEST_HTTP_ERROR', 'ECONNRESET'],
    ['GATEWAY_TIMEOUT', undefined],
    ['SHUTTING_DOWN', undefined],
  ])('%s %s in a mutation: it may have been made', (code, cause) => {
    expect(told(failed(code, cause), MUTATION).message).toMatch(/may or may not have been made/);
    expect(told(failed(code, cause), QUERY).message).toMatch(/^Nothing was changed/);
  });

  it('a part of a mutation’s answer that cannot be read does not put the change in doubt', () => {
    expect(told(failed('SUBREQUEST_HTTP_ERROR', 'ECONNRESET'), MUTATION, QUERY).message).toMatch(
      /the change itself was not affected/,
    );
  });

  it('a proxy that answers 502 for a subgraph is a subgraph that is away', () => {
    const error = new GraphQLError('Unexpected response', {
      extensions: { code: 'RESPONSE_VALIDATION_FAILED', response: { status: 502 } },
    });
    expect(told(error).extensions).toEqual({ code: 'UNAVAILABLE' });
  });

  it('a WebSocket that closes is a subgraph that is away', () => {
    expect(told({ code: 1006, reason: '' }).extensions).toEqual({ code: 'UNAVAILABLE' });
  });
});
