import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '@zhishou/messages/topics';
import { parse } from 'yaml';
import { REPOSITORY } from './root/repository.js';
import { GUARDED } from './servers/kafka-settings.js';
import {
  CATALOGUE,
  MIGRATIONS,
  PREPARE_KAFKA,
  PROVISION,
  RECONCILIATIONS,
  SEED_PEOPLE,
} from './system/catalogue.js';

interface Service {
  image?: string;
  build?: { context: string; target: string };
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  environment?: Record<string, string>;
  network_mode?: string;
  ports?: string[];
  healthcheck?: { test: string[] };
  volumes?: string[];
}

interface Target {
  from: string;
  command: string | undefined;
}

const read = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const targets = readDockerfile(read('Dockerfile'));

/** The stages of the Dockerfile with what each is made from and what it runs. */
function readDockerfile(dockerfile: string): Map<string, Target> {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  return new Map(
    stages.map((stage) => {
      const [, from = '', name = ''] = /^(\S+) AS (\S+)/.exec(stage) ?? [];
      return [name, { from, command: /^CMD \["([^"]+)"\]/m.exec(stage)?.[1] }];
    }),
  );
}

const sourceOf = (entry: string): string => entry.replace('/dist/', '/src/').replace(/\.js$/, '.ts');

describe('docker-compose.yml', () => {
  it('runs every process of the catalogue, each from its own target and with exactly its variables', () => {
    for (const { name, entry, env } of CATALOGUE) {
      const service = compose.services[name];
      expect({ name, target: service?.build?.target }).toEqual({ name, target: name });
      expect({ name, entry: targets.get(name)?.command }).toEqual({ name, entry });
      expect({ name, env: Object.keys(service?.environment ?? {}).sort() }).toEqual({
        name,
        env: [...env].sort(),
      });
      expect({ name, checked: service?.healthcheck !== undefined }).toEqual({ name, checked: true });
    }
  });

  it.each([
    ['tickets', ['TICKET']],
    ['inspections', ['VISIT', 'FINDING', 'REFERENCE']],
    ['scoring', ['CONTRACT']],
  ])('passes %s the bounds of its files', (name, nouns) => {
    const bounds = ['MAX_BYTES', 'MAX_PIXELS', 'PICTURES_AT_ONCE', ...nouns.map((noun) => `MAX_PER_${noun}`)];
    const passed = bounds.map((bound) => [`ATTACHMENT_${bound}`, `\${ATTACHMENT_${bound}:-}`]);
    expect(compose.services[name]?.environment).toMatchObject(Object.fromEntries(passed) as object);
  });

  it('brings database and Kafka up to date as the launcher does', () => {
    const commands = services.flatMap(([, service]) => service.command ?? []);
    expect(commands.sort()).toEqual(
      [PREPARE_KAFKA, PROVISION, SEED_PEOPLE, ...Object.values(MIGRATIONS)].sort(),
    );
  });

  it('runs the Kafka whose access the tests prove, open for everything to nobody but its own container', () => {
    const env = compose.services.kafka?.environment ?? {};
    for (const [name, value] of Object.entries(GUARDED)) {
      const variable = `KAFKA_${name.replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`;
      expect({ variable, value: env[variable] }).toEqual({ variable, value });
    }
    const addresses = env.KAFKA_LISTENERS!.split(',');
    expect(addresses.filter((address) => !address.includes('//127.0.0.1:'))).toEqual(['SERVICES://:9092']);
    const beside = services.filter(([, service]) => service.network_mode === 'service:kafka');
    expect(beside.map(([name]) => name).sort()).toEqual(['kafka-rights', 'kafka-users']);
  });

  it('gives every service a user of its own at Kafka', () => {
    const users = CATALOGUE.filter(({ schema }) => schema !== undefined).map(({ name, schema }) => {
      const { KAFKA_USERNAME: user, KAFKA_PASSWORD: password } = compose.services[name]?.environment ?? {};
      return { schema, user, password };
    });
    for (const { schema, user, password } of users)
      expect({ user, password }).toEqual({
        user: schema,
        password: `\${${schema!.toUpperCase()}_KAFKA_PASSWORD:?}`,
      });
    expect(new Set(users.map(({ user }) => user))).toEqual(new Set(SERVICES));
    for (const service of SERVICES)
      expect(read('infra/compose/kafka-users.sh')).toContain(
        `user ${service} "$${service.toUpperCase()}_KAFKA_PASSWORD"`,
      );
  });

  it('lets nobody to Temporal without a certificate, and its key to nobody but whom it is for', () => {
    const env = compose.services.temporal?.environment ?? {};
    expect(env).toMatchObject({ TEMPORAL_TLS_REQUIRE_CLIENT_AUTH: 'true' });
    for (const name of [
      'FRONTEND_CERT',
      'SERVER_CERT',
      'SERVER_CA_CERT',
      'CLIENT1_CA_CERT',
      'CLIENT2_CA_CERT',
    ])
      expect({ name, file: env[`TEMPORAL_TLS_${name}`] }).toEqual({
        name,
        file: expect.stringMatching(/^\/certificates\/\w+\.pem$/),
      });
    const holders = (volume: string) =>
      services
        .filter(([, { volumes = [] }]) => volumes.some((mount) => mount.startsWith(`${volume}:`)))
        .map(([name]) => name)
        .sort();
    expect(holders('temporal-authority')).toEqual(['temporal-certificates']);
    expect(holders('temporal-server')).toEqual(['temporal', 'temporal-certificates']);
    const clients = services
      .filter(([, { environment = {} }]) => 'TEMPORAL_ADDRESS' in environment)
      .map(([name]) => name);
    expect(holders('temporal-client')).toEqual([...clients, 'temporal-certificates'].sort());
  });

  it('opens no port of the machine to others', () => {
    for (const [name, { ports = [] }] of services)
      for (const port of ports)
        expect({ name, port }).toEqual({ name, port: expect.stringMatching(/^127\.0\.0\.1:/) });
  });

  it('builds only targets the Dockerfile has', () => {
    const built = services.flatMap(([, service]) => (service.build ? [service.build] : []));
    for (const { context, target } of built)
      expect({ context, known: targets.has(target) }).toEqual({ context: '.', known: true });
    for (const [name, { from }] of targets) {
      expect({ name, from: from.startsWith('node:24-bookworm-slim') || targets.has(from) }).toEqual({
        name,
        from: true,
      });
    }
  });

  it('starts nothing before what it waits for, and waits only for what can come true', () => {
    for (const [name, { depends_on: needs = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        const other = compose.services[needed];
        const can = condition === 'service_healthy' ? other?.healthcheck !== undefined : other !== undefined;
        expect({ name, needed, condition, can }).toMatchObject({ can: true });
        expect(['service_healthy', 'service_completed_successfully']).toContain(condition);
      }
    }
  });

  it('lets what takes a report wait for PostgreSQL alone', () => {
    const waitedFor = (name: string): string[] => {
      const needs = Object.keys(compose.services[name]?.depends_on ?? {});
      return [...needs, ...needs.flatMap(waitedFor)];
    };
    expect([...new Set(waitedFor('gateway'))].sort()).toEqual([
      'directory',
      'directory-migrate',
      'postgres',
      'provision',
      'temporal-certificates', // a job that waits for nobody
      'tickets',
      'tickets-migrate',
    ]);
  });

  it('either builds or pulls each part, the servers at the versions the local stack runs', () => {
    for (const [name, { image, build }] of services)
      expect({ name, one: (image === undefined) !== (build === undefined) }).toEqual({ name, one: true });
    const images = new Set(services.flatMap(([, { image }]) => image ?? []));
    for (const image of [
      'postgres:18',
      'apache/kafka:4.1.0',
      'temporalio/server:1.32.0',
      'temporalio/admin-tools:1.32.0',
    ]) {
      expect(images).toContain(image);
    }
  });

  it('mounts only files and volumes that exist', () => {
    for (const [name, { volumes = [] }] of services) {
      for (const volume of volumes) {
        const source = volume.split(':')[0]!;
        const exists = source.startsWith('.')
          ? existsSync(join(REPOSITORY, source))
          : source in compose.volumes;
        expect({ name, source, exists }).toEqual({ name, source, exists: true });
      }
    }
  });

  it('takes every variable from .env.example and holds no secret of its own', () => {
    const used = new Set([...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name!));
    const offered = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name!);
    expect([...used].sort()).toEqual(offered.sort());
    for (const [name, { environment = {} }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        const secret = /PASSWORD|PWD|SECRET|DATABASE_URL/.test(variable);
        expect({ name, variable, given: !secret || /\$\{[A-Z0-9_]+:(\?|-)\}/.test(value) }).toEqual({
          name,
          variable,
          given: true,
        });
      }
    }
  });
});

describe('the Dockerfile', () => {
  it('copies and runs only what the repository has', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) =>
      sources!.split(' '),
    );
    for (const source of copied)
      expect({ source, exists: existsSync(join(REPOSITORY, source)) }).toEqual({ source, exists: true });
    const commands = [...targets.values()].flatMap(({ command }) => command ?? []);
    for (const entry of [...commands, ...Object.values(MIGRATIONS), ...Object.values(RECONCILIATIONS)]) {
      expect({ entry, exists: existsSync(join(REPOSITORY, sourceOf(entry))) }).toEqual({
        entry,
        exists: true,
      });
    }
  });
});
