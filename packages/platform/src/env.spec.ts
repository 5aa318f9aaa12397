import { describe, expect, it } from '@jest/globals';
import { checkEnv, EnvError, readEnv } from './env.js';
import type { EnvReader } from './env.js';

const problemsOf = (read: (env: EnvReader) => unknown, source: Record<string, string>): string[] => {
  try {
    readEnv(read, source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
};

describe('readEnv', () => {
  it('reads settings, with their defaults', () => {
    const read = (env: EnvReader) => ({
      port: env.port('PORT', { default: 3000 }),
      brokers: env.list('KAFKA_BROKERS'),
      debug: env.flag('DEBUG'),
      extra: env.optionalText('EXTRA'),
    });
    expect(readEnv(read, { KAFKA_BROKERS: 'a:1, b:2,', DEBUG: 'true' })).toEqual({
      port: 3000,
      brokers: ['a:1', 'b:2'],
      debug: true,
      extra: undefined,
    });
  });

  it('reports all problems together, each with its variable and what that is for', () => {
    const read = (env: EnvReader) => [env.url('DATABASE_URL'), env.port('PORT'), env.url('JWKS_URL')];
    expect(problemsOf(read, { PORT: '70000', JWKS_URL: 'nowhere' })).toEqual([
      expect.stringMatching(/^missing DATABASE_URL: PostgreSQL address/),
      'wrong PORT (70000 is not a whole number up to 65535): port to listen on',
      expect.stringMatching(/^wrong JWKS_URL \(not a URL\): /),
    ]);
  });

  it('takes some of what it knows, and names what it does not', () => {
    const read = (env: EnvReader) => env.someOf('ROLES', ['A', 'B', 'C']);
    expect(readEnv(read, {})).toEqual([]);
    expect(readEnv(read, { ROLES: ' C, A,,A ' })).toEqual(['A', 'C']);
    expect(problemsOf(read, { ROLES: 'A,X,a' })).toEqual(['wrong ROLES (X, a: not one of A, B, C)']);
  });

  it('tells of the problem and not of what stumbled over it', () => {
    const read = (env: EnvReader) => new URL(env.url('DATABASE_URL')).host;
    expect(problemsOf(read, {})).toEqual([expect.stringMatching(/^missing DATABASE_URL/)]);
  });

  it('joins the problems of several readings', () => {
    const readings = [
      () => readEnv((env) => env.text('A'), {}),
      () => readEnv((env) => [env.text('A'), env.text('B')], {}),
    ];
    expect(() => checkEnv(readings)).toThrow('environment:\n  missing A\n  missing B');
  });

  it('never shows a secret', () => {
    const read = (env: EnvReader) => [
      env.secret('KEY_ENCRYPTION_SECRET'),
      env.json('WEBHOOKS', (value) => value),
    ];
    const problems = problemsOf(read, { KEY_ENCRYPTION_SECRET: 'hunter2', WEBHOOKS: '{"secret": hunter3}' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/hunter/);
  });
});
