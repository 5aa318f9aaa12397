import { startIssuer, type TestIssuer, type TestPerson } from '@zhishou/testkit/issuer';
import Fastify, { type FastifyInstance } from 'fastify';
import type { CallerStanding } from '../src/people/standing.js';

/** Signs tokens and answers who stands how, like the directory; counts what it was asked. */
export class FakeDirectory {
  readonly standings = new Map<string, CallerStanding>();
  asked = 0;
  url = '';
  private readonly server: FastifyInstance = Fastify({ forceCloseConnections: true });

  private constructor(private readonly issuer: TestIssuer) {
    this.server.get<{ Params: { id: string } }>('/people/:id/status', (request, reply) => {
      this.asked += 1;
      return this.standings.get(request.params.id) ?? reply.status(404).send({});
    });
  }

  static async start(): Promise<FakeDirectory> {
    const directory = new FakeDirectory(await startIssuer());
    directory.url = await directory.server.listen({ port: 0, host: '127.0.0.1' });
    return directory;
  }

  get jwksUrl(): string {
    return this.issuer.jwksUrl;
  }

  /** An authorization header; of somebody who has not signed the NDA, unless said otherwise. */
  token(person: TestPerson): Promise<string> {
    return this.issuer.bearer({ ndaSigned: false, ...person });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.issuer.close();
  }
}
