import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from './catalogue.js';
import { environmentOf, type World } from './world.js';

const world: World = {
  servers: {
    databaseUrl: 'postgres://postgres:super@127.0.0.1:5432/zhishou',
    temporalAddress: '127.0.0.1:7233',
    kafkaBrokers: '127.0.0.1:9092',
    given: [],
  },
  secrets: {
    postgres: 'super',
    keyEncryption: 'key',
    attachments: 'signing',
    auditHead: 'head',
    services: { directory: 'd', tickets: 't', inspections: 'i', scoring: 's', notifier: 'n' },
    accounts: {},
    webhooks: { 'http://127.0.0.1:1/': 'w' },
  },
  ports: Object.fromEntries(CATALOGUE.map(({ name }, index) => [name, 4000 + index])),
  contracts: { folders: ['/contracts/shaoguan-2026'] },
  webhooks: ['http://127.0.0.1:1/'],
  attachments: '/attachments',
  auditHeads: '/audit-heads.jsonl',
};

const environment = (name: string): Record<string, string> =>
  environmentOf(
    CATALOGUE.find((spec) => spec.name === name)!,
    world,
  );

describe('the environment of a process', () => {
  it("holds its own service's role and no other secret of the database", () => {
    expect(environment('tickets-worker').DATABASE_URL).toBe('postgres://tickets:t@127.0.0.1:5432/zhishou');
    for (const { name } of CATALOGUE) expect(JSON.stringify(environment(name))).not.toContain('super');
  });

  it('leads the gateway to the subgraphs and the services to the directory', () => {
    expect(environment('gateway').TICKETS_URL).toBe('http://127.0.0.1:4001/graphql');
    expect(environment('gateway').DIRECTORY_URL).toBe('http://127.0.0.1:4000/graphql');
    expect(environment('tickets').DIRECTORY_URL).toBe('http://127.0.0.1:4000');
  });

  it('names a signing day only where it was moved', () => {
    expect(environment('tickets')).not.toHaveProperty('CONTRACT_SIGNED_ON');
    const moved = { ...world, contracts: { ...world.contracts, signedOn: '2027-06-28' } };
    expect(environmentOf(CATALOGUE[1]!, moved).CONTRACT_SIGNED_ON).toBe('2027-06-28');
  });

  it('hands webhooks with their secrets to the notifier alone', () => {
    expect(environment('notifier').WEBHOOKS).toBe('[{"url":"http://127.0.0.1:1/","secret":"w"}]');
    expect(CATALOGUE.filter(({ env }) => env.includes('WEBHOOKS')).map(({ name }) => name)).toEqual([
      'notifier',
    ]);
  });
});
