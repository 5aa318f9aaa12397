import { randomUUID } from 'node:crypto';
import { SOUGHT } from './old-tickets.js';
import type { BenchSystem } from './system.js';

const CONNECTIONS = 4;
/** as many searches as one operation may ask for */
const ALIASES = 8;

const CREATE = 'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';

export interface Attack {
  answered: number;
  refused: number;
  stop(): Promise<void>;
}

/**
 * So many people, each with {@link CONNECTIONS} connections, ask for nothing but searches that are counted: the next as
 * soon as the last is answered or refused.
 */
export async function startAttack(bench: BenchSystem, people: number): Promise<Attack> {
  const tokens = await Promise.all(Array.from({ length: people }, () => hire(bench)));
  const attack = { answered: 0, refused: 0 };
  let isOver = false;
  const connection = async (token: string) => {
    while (!isOver) {
      const response = await fetch(bench.system.file.graphql, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: counts() }),
      });
      const { errors } = (await response.json()) as { errors?: unknown };
      if (errors) attack.refused += 1;
      else attack.answered += 1;
    }
  };
  const connections = tokens.flatMap((token) => Array.from({ length: CONNECTIONS }, () => connection(token)));
  return Object.assign(attack, {
    stop: async () => {
      isOver = true;
      await Promise.all(connections);
    },
  });
}

function counts(): string {
  const one = (_: unknown, index: number) =>
    `a${index}: tickets(filter: { text: "${SOUGHT[Math.floor(Math.random() * SOUGHT.length)]}" }) { totalCount }`;
  return `{ ${Array.from({ length: ALIASES }, one).join(' ')} }`;
}

async function hire(bench: BenchSystem): Promise<string> {
  const [username, password] = [`attacker-${randomUUID().slice(0, 8)}`, randomUUID()];
  await bench.ask('admin', CREATE, { input: { username, displayName: '攻击者', role: 'AUDITOR', password } });
  return (await bench.ask<{ login: { token: string } }>('admin', LOGIN, { input: { username, password } }))
    .login.token;
}
