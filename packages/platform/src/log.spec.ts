import { describe, expect, it } from '@jest/globals';
import { runInContext } from './context.js';
import { createLogger } from './log.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLogger('test', { write: (line) => lines.push(line) }));
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

describe('the log', () => {
  it('says when, how bad, which process, and for which request', () => {
    const line = runInContext({ requestId: 'req-1', address: '' }, () =>
      logged((logger) => logger.warn('hello')),
    );
    expect(line).toMatchObject({ level: 'warn', process: 'test', requestId: 'req-1', msg: 'hello' });
    expect(new Date(String(line.time)).getTime()).toBeGreaterThan(0);
  });

  it('hides secrets and phones wherever they stand', () => {
    const input = {
      caller: { callerPhone: '138', list: [{ refreshToken: 'r' }] },
      password: 'p',
      ticket: 'tkt_1',
    };
    const line = logged((logger) => logger.info({ input }, 'x'));
    expect(line.input).toEqual({
      caller: { callerPhone: '[redacted]', list: [{ refreshToken: '[redacted]' }] },
      password: '[redacted]',
      ticket: 'tkt_1',
    });
  });

  it('keeps an error with its stack and cause, but not the values of a failed statement', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', parameters: ['13800000000'] });
    const line = logged((logger) => logger.error({ err: new Error('could not save', { cause }) }, 'failed'));
    expect(line.err).toMatchObject({
      message: 'could not save',
      cause: { message: 'duplicate key', code: '23505' },
    });
    expect(JSON.stringify(line)).not.toContain('13800000000');
  });
});
