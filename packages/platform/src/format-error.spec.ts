import { describe, expect, it } from '@jest/globals';
import { buildSchema, graphql, GraphQLError } from 'graphql';
import { noteCommit, runInContext } from './context.js';
import { badInput, conflict } from './errors.js';
import { createErrorFormatter } from './format-error.js';
import { createLogger } from './log.js';

const lines: string[] = [];
const format = createErrorFormatter(createLogger('test', { write: (line) => lines.push(line) }));

const answerOf = (thrown: Error) => {
  const located = new GraphQLError(thrown.message, { originalError: thrown, path: ['ticket'] });
  return runInContext({ requestId: 'req-1', address: '' }, () => format(located.toJSON(), located));
};

describe('an error as the caller sees it', () => {
  it('is whole when it was meant for the caller', () => {
    expect(answerOf(badInput([{ path: 'summary', message: 'is required' }]))).toEqual({
      message: 'summary: is required',
      path: ['ticket'],
      locations: undefined,
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'summary', message: 'is required' }] },
    });
    expect(
      answerOf(conflict('Already closed', { state: 'CLOSED', allowed: ['recordCallback'] })),
    ).toMatchObject({
      extensions: { code: 'CONFLICT', state: 'CLOSED', allowed: ['recordCallback'] },
    });
  });

  it('shows nothing of one that was not, but the request id under which it is logged', () => {
    const answer = answerOf(new Error('relation "secret" of 10.0.0.7 does not exist'));
    expect(answer).toMatchObject({
      message: 'Something went wrong on our side; request req-1',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(JSON.stringify(answer)).not.toMatch(/secret|10\.0\.0\.7|stack/);
    expect(lines.at(-1)).toMatch(/req-1.*secret|secret.*req-1/);
  });

  it('is UNAVAILABLE while the database is away, and says so when the work may be done all the same', () => {
    expect(answerOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(answerOf(new Error('Connection terminated unexpectedly'))).toMatchObject({
      message: expect.stringContaining('Nothing was changed'),
      extensions: { code: 'UNAVAILABLE' },
    });
    const read = () => (
      noteCommit(),
      format({ message: '' }, new Error('Connection terminated unexpectedly'))
    );
    expect(runInContext({ requestId: 'req-1', address: '' }, read)).toMatchObject({
      message: expect.stringContaining('Whether it was done is not known'),
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  it('is the caller’s own mistake where a text holds what PostgreSQL cannot keep', () => {
    const refused = Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), {
      code: '22021',
    });
    expect(answerOf(refused)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', fields: [] } });
  });

  it('names the field of a variable that does not fit its type', async () => {
    const schema = buildSchema(`
      type Query { at(input: In!): String }
      input In { calledAt: Int, visits: [Visit!], summary: String! }
      input Visit { place: String! }`);
    const ask = async (input: unknown) => {
      const source = 'query ($input: In!) { at(input: $input) }';
      const { errors } = await graphql({ schema, source, variableValues: { input } });
      const first = errors?.[0] as GraphQLError;
      const coded = { ...first.toJSON(), extensions: { code: 'BAD_USER_INPUT' } };
      const fields = format(coded, first).extensions?.fields as { path: string }[];
      return fields.map(({ path }) => path);
    };
    expect(await ask({ summary: 'x', calledAt: 'noon' })).toEqual(['calledAt']);
    expect(await ask({ calledAt: 1 })).toEqual(['summary']);
    expect(await ask({ summary: 'x', visits: [{ place: 'a' }, {}] })).toEqual(['visits.1.place']);
  });
});
