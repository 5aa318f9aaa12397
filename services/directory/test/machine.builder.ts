import { expect } from '@jest/globals';
import { RunningDirectory } from './running-directory.js';

export const REGISTER = `mutation ($input: RegisterMachineAccountInput!) {
  registerMachineAccount(input: $input) {
    clientId secret account { id scopes endedAt person { id displayName role side active } }
  }
}`;
export const REPLACE = `mutation ($input: MachineAccountInput!) { replaceMachineSecret(input: $input) { clientId secret } }`;
export const END = `mutation ($input: MachineAccountInput!) { endMachineAccount(input: $input) { endedAt } }`;
export const AUDIT = '{ auditLog(first: 1) { pageInfo { hasNextPage } } }';

export interface Credentials {
  clientId: string;
  secret: string;
  account: { id: string; person: { id: string } };
}

interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export const auditor = { name: '监控大屏', role: 'AUDITOR', scopes: ['audit:read', 'tickets:read'] };

/** A directory, its admin, and programs at its token endpoint. */
export class MachineWorld {
  private constructor(
    readonly directory: RunningDirectory,
    /** authorization of the admin */
    readonly admin: string,
  ) {}

  static async start(): Promise<MachineWorld> {
    const directory = await RunningDirectory.start();
    return new MachineWorld(directory, (await directory.signIn('admin')).as);
  }

  stop(): Promise<void> {
    return this.directory.stop();
  }

  forgetLogins(): Promise<unknown> {
    return this.directory.dataSource.query('DELETE FROM failed_attempt');
  }

  register(input: object, as = this.admin) {
    return this.directory.query(REGISTER, as, { input });
  }

  async registered(input: object = auditor): Promise<Credentials> {
    const { data, errors } = await this.register(input);
    expect(errors).toBeUndefined();
    return data?.registerMachineAccount as Credentials;
  }

  async post(
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
  ): Promise<TokenAnswer> {
    const response = await fetch(`${this.directory.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }
}

export const form = ({ clientId, secret }: { clientId: string; secret: string }, more: object = {}) => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: secret,
  ...more,
});
export const basic = ({ clientId, secret }: { clientId: string; secret: string }) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});
export const bearerOf = ({ body }: TokenAnswer) => `Bearer ${String(body.access_token)}`;
