import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import type { Role } from '../src/auth/caller.js';

export interface TokenClaims {
  sub: string;
  role: Role;
  nda?: boolean;
  /** seconds from now */
  expiresIn?: number;
}

/** Publishes a key and answers who stands how, like the directory; counts what it was asked. */
export class FakeDirectory {
  readonly standings = new Map<string, { active: boolean; ndaSigned: boolean; role: Role }>();
  asked = 0;

  private constructor(
    private readonly server: FastifyInstance,
    private readonly privateKey: CryptoKey,
    readonly url: string,
  ) {}

  static async start(): Promise<FakeDirectory> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' };
    const server = Fastify({ forceCloseConnections: true });
    server.get('/.well-known/jwks.json', () => ({ keys: [jwk] }));
    const url = { current: '' };
    server.get<{ Params: { id: string } }>('/people/:id/status', (request, reply) => {
      directory.asked += 1;
      return directory.standings.get(request.params.id) ?? reply.status(404).send({});
    });
    url.current = await server.listen({ port: 0, host: '127.0.0.1' });
    const directory = new FakeDirectory(server, privateKey, url.current);
    return directory;
  }

  /** An authorization header. */
  async token({ sub, role, nda = false, expiresIn = 900 }: TokenClaims): Promise<string> {
    const token = await new SignJWT({ role, nda, name: sub, sid: 'ses_1' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
      .setIssuer('zhishou')
      .setAudience('zhishou')
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(this.privateKey);
    return `Bearer ${token}`;
  }

  stop(): Promise<void> {
    return this.server.close();
  }
}
