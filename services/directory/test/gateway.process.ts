import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@zhishou/testkit/eventually';
import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { freePort } from './running-directory.js';

const MAIN = join(import.meta.dirname, '../../../gateway/dist/main.js');
/** Nobody listens there: these tests ask the directory only. */
const NOWHERE = 'http://127.0.0.1:9/graphql';

/** The gateway's process before one directory, behind a proxy: the test says whose address a request has. */
export class GatewayProcess {
  private constructor(
    private readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(directoryUrl: string): Promise<GatewayProcess> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const env = {
      PATH: process.env.PATH,
      DIRECTORY_URL: `${directoryUrl}/graphql`,
      TICKETS_URL: NOWHERE,
      INSPECTIONS_URL: NOWHERE,
      SCORING_URL: NOWHERE,
      JWKS_URL: `${directoryUrl}/.well-known/jwks.json`,
      TRUSTED_PROXIES: 'loopback',
      RATE_ANONYMOUS: '1',
      // the directory is what bounds guesses here
      RATE_SIGN_IN: '0',
      HOST: '127.0.0.1',
      PORT: new URL(url).port,
      LOG_LEVEL: 'fatal',
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: 'inherit' });
    await eventually(
      () =>
        fetch(`${url}/graphql`).then(
          () => true,
          () => false,
        ),
      { within: 60_000 },
    );
    return new GatewayProcess(url, async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
  }

  async ask(from: string, query: string, variables: object = {}): Promise<GraphqlAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer;
  }

  /** Status of the token endpoint's answer. */
  async token(from: string, clientId: string, secret: string): Promise<number> {
    const response = await fetch(`${this.url}/oauth/token`, {
      method: 'POST',
      headers: { 'x-forwarded-for': from },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret,
      }),
    });
    return response.status;
  }
}
