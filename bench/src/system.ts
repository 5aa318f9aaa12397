import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { REPOSITORY } from '@zhishou/local/root/repository';
import { silentStep } from '@zhishou/local/step';
import { type RunningSystem, startSystem } from '@zhishou/local/system/start-system';
import { startWebhookReceiver, type WebhookReceiver } from '@zhishou/testkit/webhook-receiver';
import pg from 'pg';

export interface BenchSystem {
  system: RunningSystem;
  temporal: Client;
  /** the database as its superuser; the tickets' tables stand in schema `tickets` */
  db: pg.Client;
  receiver: WebhookReceiver;
  ask<T>(username: string, query: string, variables?: object): Promise<T>;
  tokenOf(username: string): Promise<string>;
  /** a subgraph's own address */
  urlOf(service: string): string;
  stop(): Promise<void>;
}

/** The whole system on empty data, as `npm start` brings it up, with a receiver of its own for what is told. */
export async function startBenchSystem(contract = 'contracts/shaoguan-2026'): Promise<BenchSystem> {
  const address = await freeAddress();
  const system = await startSystem({
    folder: join(REPOSITORY, '.local/bench'),
    fresh: true,
    durable: true,
    contracts: [resolve(REPOSITORY, contract)],
    without: [],
    webhooks: [address],
    step: silentStep,
  });
  const receiver = await startWebhookReceiver(Number(new URL(address).port), system.webhookSecrets[address]);
  const connection = await Connection.connect({ address: system.file.temporal });
  const db = new pg.Client({ connectionString: system.file.postgres });
  await db.connect();
  const ports = JSON.parse(readFileSync(system.root.portsFile, 'utf8')) as Record<string, number>;
  const tokens = new Map<string, Promise<string>>();
  const signIn = (username: string) => {
    const known = tokens.get(username) ?? login(system, username);
    tokens.set(username, known);
    return known;
  };
  return {
    system,
    temporal: new Client({ connection }),
    db,
    receiver,
    ask: async (username, query, variables = {}) =>
      post(system.file.graphql, query, variables, await signIn(username)),
    tokenOf: signIn,
    urlOf: (service) => `http://127.0.0.1:${ports[service]}/graphql`,
    stop: async () => {
      await Promise.all([db.end(), connection.close(), receiver.close()]);
      await system.stack.stop();
    },
  };
}

/** An address whose port is free now; the receiver takes it once its secret is known. */
async function freeAddress(): Promise<string> {
  const receiver = await startWebhookReceiver();
  await receiver.close();
  return receiver.url;
}

async function login(system: RunningSystem, username: string): Promise<string> {
  const account = system.file.accounts.find((a) => a.username === username);
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const input = { username, password: account?.password };
  const { login: session } = await post<{ login: { token: string } }>(system.file.graphql, query, { input });
  return session.token;
}

/** Posts a GraphQL operation; an error of any kind ends the benchmark. */
export async function post<T>(url: string, query: string, variables: object, token?: string): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (errors || data == null) throw new Error(JSON.stringify(errors));
  return data;
}
