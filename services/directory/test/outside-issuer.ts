import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { GenerateKeyPairResult, JWTPayload } from 'jose';

const PROCESS = fileURLToPath(new URL('outside-issuer.process.mjs', import.meta.url));
const REDIRECT = 'https://client.invalid/signed-in';
const CLIENT = 'zhishou-web';

type SigningKey = GenerateKeyPairResult['privateKey'];
type Accounts = Record<string, Record<string, unknown>>;

/** A real OpenID Connect issuer (oidc-provider) in a process of its own, and a client of it. */
export class OutsideIssuer {
  readonly url: string;
  private child?: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly accounts: Accounts,
    private readonly key: SigningKey,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Not started yet. `accounts`: subject → claims. */
  static async prepare(port: number, accounts: Accounts): Promise<OutsideIssuer> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    return new OutsideIssuer(port, accounts, privateKey);
  }

  async start(): Promise<void> {
    const key = { ...(await exportJWK(this.key)), kid: 'first', alg: 'RS256', use: 'sig' };
    const env = {
      PATH: process.env.PATH,
      PORT: String(this.port),
      KEYS: JSON.stringify({ keys: [key] }),
      ACCOUNTS: JSON.stringify(this.accounts),
    };
    this.child = spawn(process.execPath, [PROCESS], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => this.child?.kill('SIGKILL'));
    await once(this.child.stdout!, 'data');
  }

  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** Signs in as a client does: authorization code with PKCE. Returns the ID token. */
  async signIn(subject: string, nonce: string, clientId = CLIENT): Promise<string> {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: REDIRECT,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      nonce,
      login_hint: subject,
    });
    const code = await this.follow(`${this.url}/auth?${query.toString()}`);
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: REDIRECT,
      }),
    });
    const { id_token: idToken } = (await response.json()) as { id_token?: string };
    if (idToken === undefined) throw new Error(`the issuer gave no ID token (${response.status})`);
    return idToken;
  }

  /** A token signed with the issuer's own key, or with another of the same name. */
  forge(claims: JWTPayload, key = this.key): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: this.url, aud: CLIENT, iat: now, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'first' })
      .sign(key);
  }

  private async follow(start: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let address = start, hops = 0; hops < 10; hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { headers, status } = await fetch(address, { redirect: 'manual', headers: { cookie } });
      for (const set of headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const location = headers.get('location');
      if (location === null) throw new Error(`the issuer answered ${status} at ${address}`);
      address = new URL(location, this.url).href;
      if (address.startsWith(REDIRECT)) return String(new URL(address).searchParams.get('code'));
    }
    throw new Error('the issuer sends in circles');
  }
}
