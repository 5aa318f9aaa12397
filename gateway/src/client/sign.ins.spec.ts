import { describe, expect, it } from '@jest/globals';
import { signInsOf } from './sign.ins.js';

const LOGIN = 'login(input: {username: "a", password: "b"}) { token }';

describe('signInsOf', () => {
  it.each([
    [`mutation { ${LOGIN} }`, 1],
    [`mutation { a: ${LOGIN} b: ${LOGIN} refreshSession(input: {refreshToken: "c"}) { token } }`, 3],
    ['mutation { loginWithIdToken(input: {idToken: "t"}) { token } }', 1],
    [`mutation { ${LOGIN} logout }`, 0],
    ['mutation { login: logout }', 0],
    ['query { login }', 0],
    [`mutation { ... { ${LOGIN} } }`, 0],
    [`mutation { ...L } fragment L on Mutation { ...L ${LOGIN} }`, 0],
    ['mutation {', 0],
    [undefined, 0],
  ])('%s: %i', (query, count) => {
    expect(signInsOf({ query }, 100)).toBe(count);
  });

  it('looks at the operation that is named', () => {
    const query = `query Q { me { id } } mutation L { ${LOGIN} }`;
    expect(signInsOf({ query, operationName: 'L' }, 100)).toBe(1);
    expect(signInsOf({ query, operationName: 'Q' }, 100)).toBe(0);
    expect(signInsOf({ query }, 100)).toBe(0);
  });

  it('reads no further than a document may be long', () => {
    expect(signInsOf({ query: `mutation { ${`${LOGIN} `.repeat(20)} }` }, 100)).toBe(0);
  });
});
