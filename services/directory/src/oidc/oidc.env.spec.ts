import { afterEach, expect, it } from '@jest/globals';
import { readOidcEnv } from './oidc.env.js';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

const set = (env: Record<string, string>) => Object.assign(process.env, env);

it('is off without an issuer', () => {
  expect(readOidcEnv()).toBeNull();
});

it('creates nobody unless told to', () => {
  set({
    OIDC_ISSUER: 'https://id.example.cn/realms/one',
    OIDC_CLIENT_ID: 'zhishou-web',
    OIDC_CLAIMS: '{"claim":"groups","roles":{"auditors":"AUDITOR"}}',
  });
  expect(readOidcEnv()).toEqual({
    issuer: 'https://id.example.cn/realms/one',
    clientId: 'zhishou-web',
    rolesClaim: 'groups',
    roles: new Map([['auditors', 'AUDITOR']]),
    usernameClaim: 'preferred_username',
    autoCreate: false,
  });
});

it('names everything that is missing or wrong', () => {
  set({ OIDC_ISSUER: 'http://id.example.cn', OIDC_CLAIMS: '{"claim":"groups","roles":{"a":"KING"}}' });
  expect(() => readOidcEnv()).toThrow(
    /wrong OIDC_ISSUER \(not https\)[^]*missing OIDC_CLIENT_ID[^]*wrong OIDC_CLAIMS \(roles: a stands for no known role\)/,
  );
});
