import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Role, sideOf } from '@zhishou/platform/auth/caller';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface TestPerson {
  id: string;
  role: Role;
  name?: string;
  ndaSigned?: boolean;
  /** of a program: what its token is narrowed to */
  scopes?: string[];
  /** signed in without the second factor that the role needs */
  mustEnrol?: boolean;
  /** default: one that never ends, of epoch 0 */
  session?: { id: string; epoch: number };
  /** when the token expires; default: in fifteen minutes */
  expiresAt?: Date;
}

export interface TestIssuer {
  /** what a service gets as JWKS_URL */
  jwksUrl: string;
  /** the value of an authorization header */
  bearer(person: TestPerson): Promise<string>;
  close(): Promise<void>;
}

/** Signs access tokens as the directory does, for tests of one service without the directory. */
export async function startIssuer(issuer = 'zhishou'): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    jwksUrl: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    bearer: async ({ id, role, name = id, ndaSigned = true, scopes, mustEnrol, session, expiresAt }) => {
      const scope = scopes?.join(' ');
      const { id: sid, epoch } = session ?? { id: 'ses_test', epoch: 0 };
      const claims = { name, role, side: sideOf(role), nda: ndaSigned, sid, epoch, scope, enrol: mustEnrol };
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setIssuer(issuer)
        .setAudience('zhishou')
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(expiresAt ?? '15m')
        .sign(privateKey);
      return `Bearer ${token}`;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
