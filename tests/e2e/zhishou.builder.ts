import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Account {
  username: string;
  password: string;
  role: string;
}

interface StackFile {
  graphql: string;
  postgres: string;
  temporal: string;
  accounts: Account[];
}

export interface GraphqlError {
  message: string;
  extensions: {
    code: string;
    fields?: { path: string; message: string }[];
    state?: string;
    allowed?: string[];
    /** seconds */
    retryAfter?: number;
  };
}

/** The system under test, as its users have it: one address and an account each. */
export const stack = JSON.parse(
  readFileSync(process.env.STACK_FILE ?? '.local/stack.json', 'utf8'),
) as StackFile;

export const accountOf = (username: string): Account => {
  const account = stack.accounts.find((a) => a.username === username);
  if (!account) throw new Error(`the stack has no account ${username}`);
  return account;
};

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: GraphqlError[];
}

async function post(query: string, variables: object, token?: string): Promise<Answer> {
  const response = await fetch(stack.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Somebody signed in, or nobody: asks the gateway and nothing else. */
export class User {
  constructor(
    readonly id: string,
    readonly token?: string,
  ) {}

  /** Whatever is answered, once the rate of this person's calls allows it; rejects when nobody answers. */
  async answer(query: string, variables: object = {}): Promise<Answer> {
    for (;;) {
      const answer = await post(query, variables, this.token);
      const { code, retryAfter } = answer.errors?.[0]?.extensions ?? {};
      if (code !== 'RATE_LIMITED' || retryAfter === undefined) return answer;
      await sleep(retryAfter * 1_000);
    }
  }

  /** Answers the data; any error fails the test with its words. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.answer(query, variables);
    if (errors) throw new Error(`${query.trim().split('\n')[0]}: ${JSON.stringify(errors)}`);
    return data as T;
  }

  /** The first error of something that must not be answered. */
  async refusal(query: string, variables: object = {}): Promise<GraphqlError> {
    const { errors } = await this.answer(query, variables);
    if (!errors?.[0]) throw new Error(`was not refused: ${query.trim().split('\n')[0]}`);
    return errors[0];
  }
}

export const nobody = new User('');

export async function signIn(username: string): Promise<User> {
  const { password } = accountOf(username);
  const { login } = await nobody.ask<{ login: { token: string; person: { id: string } } }>(
    'mutation ($input: LoginInput!) { login(input: $input) { token person { id } } }',
    { input: { username, password } },
  );
  return new User(login.person.id, login.token);
}

/** One user a name, in their order. */
export const signInAll = <const Names extends readonly string[]>(...usernames: Names) =>
  Promise.all(usernames.map(signIn)) as Promise<{ -readonly [Index in keyof Names]: User }>;
