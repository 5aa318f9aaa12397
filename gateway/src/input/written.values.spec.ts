import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { writtenValues } from './written.values.js';

const schema = buildSchema(/* GraphQL */ `
  scalar DateTime
  scalar Month
  input Span {
    from: DateTime!
    months: [Month!]
  }
  type Query {
    roster(span: Span, at: DateTime, id: ID, share: Float): Int
  }
`);
const problems = (text: string) => validate(schema, parse(text), [writtenValues]).length;

describe('values written into a query', () => {
  it.each([
    '{ roster(at: "2026-11-27T08:00:00Z", id: 12, share: 1e30) }',
    '{ roster(at: null, span: { from: "2026-11-27T08:00:00+08:00", months: ["2026-11"] }) }',
    'query ($at: DateTime = "2026-11-27T08:00:00Z") { roster(at: $at) }',
  ])('pass where they fit: %s', (text) => expect(problems(text)).toBe(0));

  it.each([
    '{ roster(at: 1) }',
    '{ roster(at: []) }',
    '{ roster(at: {}) }',
    '{ roster(at: NEVER) }',
    '{ roster(span: { from: true }) }',
    '{ roster(span: { from: "2026-11-27T08:00:00Z", months: ["2026-11", "2026-13"] }) }',
    'query ($at: DateTime = "never") { roster(at: $at) }',
    '{ roster(id: 99999999999999999999) }',
    '{ roster(share: -99999999999999999999) }',
    '{ roster(share: 1e999) }',
  ])('are refused where they do not: %s', (text) => expect(problems(text)).toBe(1));
});
