import { stack, User } from './zhishou.builder.js';

/** A machine account as its admin is shown it, once. */
export interface Program {
  clientId: string;
  secret: string;
  account: { id: string; person: { id: string } };
}

const REGISTER = `mutation ($input: RegisterMachineAccountInput!) {
  registerMachineAccount(input: $input) { clientId secret account { id person { id } } }
}`;

export async function registerProgram(
  admin: User,
  input: { name: string; role: 'AUDITOR' | 'BOT' | 'BUREAU_REPORTER'; scopes: string[] },
): Promise<Program> {
  const made = await admin.ask<{ registerMachineAccount: Program }>(REGISTER, { input });
  return made.registerMachineAccount;
}

/** OAuth 2.0 client credentials. */
export const askToken = ({ clientId, secret }: Program): Promise<Response> =>
  fetch(new URL('/oauth/token', stack.graphql), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });

export async function signInProgram(program: Program): Promise<User> {
  const { access_token: token } = (await (await askToken(program)).json()) as { access_token: string };
  return new User(program.account.person.id, token);
}
