import { describe, expect, it } from '@jest/globals';
import { type GraphQLInputObjectType, GraphQLNonNull, assertInputType, buildSchema } from 'graphql';
import { problemsOf } from './input.problems.js';

const schema = buildSchema(/* GraphQL */ `
  scalar Month
  scalar DateTime
  enum Severity {
    MAJOR
    GENERAL
  }
  input Visit {
    place: String!
    on: Month
  }
  input Plan {
    severity: Severity!
    visits: [Visit!]!
    note: String = "none"
    count: Int
    share: Float
    urgent: Boolean
    id: ID
    at: DateTime
  }
`);
const plan = new GraphQLNonNull(assertInputType(schema.getType('Plan')) as GraphQLInputObjectType);
const problems = (value: unknown) => problemsOf(plan, value, ['input']);

describe('the problems of an input', () => {
  it('are none where it fits', () => {
    const value = {
      severity: 'MAJOR',
      visits: [{ place: 'hall', on: '2026-07' }],
      count: 3,
      share: 0.5,
      urgent: false,
      id: 7,
    };
    expect(problems(value)).toEqual([]);
  });

  it('a single item stands for a list of it', () => {
    expect(problems({ severity: 'MAJOR', visits: { place: 'hall' } })).toEqual([]);
  });

  it.each([
    [undefined, 'input', 'is required'],
    ['text', 'input', 'must be an object'],
    [{ severity: 'HUGE', visits: [] }, 'severity', 'must be one of MAJOR, GENERAL'],
    [{ severity: 'MAJOR', visits: [{ place: 'a' }, {}] }, 'visits.1.place', 'is required'],
    [{ severity: 'MAJOR', visits: [null] }, 'visits.0', 'is required'],
    [
      { severity: 'MAJOR', visits: [{ place: 'a', on: '2026-13' }] },
      'visits.0.on',
      'expected a month such as 2026-07',
    ],
    [
      { severity: 'MAJOR', visits: [], at: '2026-07-01T08:00' },
      'at',
      expect.stringMatching(/^expected an instant with its offset/),
    ],
    [{ severity: 'MAJOR', visits: [], count: '3' }, 'count', 'must be a whole number'],
    [{ severity: 'MAJOR', visits: [], share: 'x' }, 'share', 'must be a number'],
    [{ severity: 'MAJOR', visits: [], urgent: 'yes' }, 'urgent', 'must be true or false'],
    [{ severity: 'MAJOR', visits: [], note: 4 }, 'note', 'must be text'],
    [{ severity: 'MAJOR', visits: [], id: {} }, 'id', 'must be an id'],
    [{ severity: 'MAJOR', visits: [], toString: 1 }, 'toString', 'is not known here'],
  ])('%j: %s %s', (value, path, message) => {
    expect(problems(value)).toEqual([{ path, message }]);
  });
});
