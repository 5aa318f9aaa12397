import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startIssuer, type TestIssuer } from '@zhishou/testkit/issuer';
import { createTokenVerifier } from '../src/auth/token.js';

const person = { id: 'psn_1', role: 'PROVIDER_ENGINEER', name: '李明' } as const;
const code = (expected: string) => ({ extensions: expect.objectContaining({ code: expected }) });
let issuer: TestIssuer;

beforeEach(async () => {
  issuer = await startIssuer();
});
afterEach(() => issuer.close());

const verifier = () => createTokenVerifier({ jwksUrl: issuer.jwksUrl, issuer: 'zhishou' });

describe('the token verifier', () => {
  it('tells who calls, and nobody where no token is sent', async () => {
    const verify = verifier();
    expect(await verify(await issuer.bearer(person))).toMatchObject({
      personId: 'psn_1',
      name: '李明',
      role: 'PROVIDER_ENGINEER',
      side: 'PROVIDER',
      ndaSigned: true,
    });
    expect(await verify(undefined)).toBeUndefined();
  });

  it('refuses what is expired, signed by another, made for another issuer, or no token', async () => {
    const verify = verifier();
    const other = await startIssuer();
    const foreign = await startIssuer('somebody-else');
    const expired = await issuer.bearer({ ...person, expiresAt: new Date(Date.now() - 1_000) });
    const altered = (await issuer.bearer(person)).replace(
      /\.[^.]+\./,
      `.${Buffer.from('{}').toString('base64url')}.`,
    );
    const unsigned = `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
    const bad = [
      expired,
      await other.bearer(person),
      await foreign.bearer(person),
      altered,
      unsigned,
      'Basic abc',
    ];
    for (const token of bad) await expect(verify(token)).rejects.toMatchObject(code('UNAUTHENTICATED'));
    await other.close();
    await foreign.close();
  });

  it('goes on while the directory is away, once it has the keys; until then it says UNAVAILABLE', async () => {
    const verify = verifier();
    const token = await issuer.bearer(person);
    await verify(token);
    await issuer.close();
    expect(await verify(token)).toMatchObject({ personId: 'psn_1' });
    await expect(verifier()(token)).rejects.toMatchObject(code('UNAVAILABLE'));
    issuer = await startIssuer();
  });
});
