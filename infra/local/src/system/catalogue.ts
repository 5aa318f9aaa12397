import { dirname } from 'node:path';

/** The environment variables our processes know. */
export type Variable =
  | (typeof EVERYWHERE)[number]
  | (typeof EVENTS)[number]
  | (typeof TOKENS)[number]
  | (typeof TEMPORAL)[number]
  | (typeof CONTRACT)[number]
  | (typeof ATTACHMENTS)[number]
  | (typeof FILES_OF_SCORING)[number]
  | (typeof FILES_OF_TICKETS)[number]
  | (typeof FILES_OF_INSPECTIONS)[number]
  | (typeof SUBGRAPHS)[number]
  | (typeof AUDIT_HEADS)[number]
  | 'KEY_ENCRYPTION_SECRET'
  | 'SESSION_DAYS'
  | 'TOTP_REQUIRED_ROLES'
  | 'WEBHOOKS'
  | 'GRAPHIQL'
  | 'TRUSTED_PROXIES';

/** One process of ours. */
export interface ProcessSpec {
  name: string;
  /** what Node runs, from the root of the repository */
  entry: string;
  /** the service whose schema and role it uses */
  schema?: string;
  env: readonly Variable[];
}

const EVERYWHERE = ['HOST', 'PORT', 'LOG_LEVEL', 'NODE_ENV'] as const;
const EVENTS = [
  'DATABASE_URL',
  'KAFKA_BROKERS',
  'KAFKA_USERNAME',
  'KAFKA_PASSWORD',
  'KAFKA_CA_FILE',
  'RETENTION_DAYS',
] as const;
const TOKENS = ['JWKS_URL', 'TOKEN_ISSUER'] as const;
const TEMPORAL = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
] as const;
const CONTRACT = ['CONTRACT_DIR', 'CONTRACT_SIGNED_ON'] as const;
const ATTACHMENTS = [
  'ATTACHMENT_SECRET',
  'ATTACHMENT_STORE',
  'ATTACHMENT_S3_ENDPOINT',
  'ATTACHMENT_S3_REGION',
  'ATTACHMENT_S3_BUCKET',
  'ATTACHMENT_S3_ACCESS_KEY_ID',
  'ATTACHMENT_S3_SECRET_ACCESS_KEY',
  'ATTACHMENT_MAX_BYTES',
  'ATTACHMENT_MAX_PIXELS',
  'ATTACHMENT_PICTURES_AT_ONCE',
] as const;
const FILES_OF_TICKETS = ['ATTACHMENT_MAX_PER_TICKET'] as const;
const FILES_OF_INSPECTIONS = [
  'ATTACHMENT_MAX_PER_VISIT',
  'ATTACHMENT_MAX_PER_FINDING',
  'ATTACHMENT_MAX_PER_REFERENCE',
] as const;
const FILES_OF_SCORING = ['ATTACHMENT_MAX_PER_CONTRACT'] as const;
const AUDIT_HEADS = ['AUDIT_HEAD_KEY', 'AUDIT_HEAD_FILE', 'AUDIT_HEAD_MINUTES'] as const;
const SUBGRAPHS = ['DIRECTORY_URL', 'TICKETS_URL', 'INSPECTIONS_URL', 'SCORING_URL'] as const;

/** Every process of the system, in the order of their start. `docker-compose.yml` holds the same. */
export const CATALOGUE: readonly ProcessSpec[] = [
  {
    name: 'directory',
    entry: 'services/directory/dist/main.js',
    schema: 'directory',
    env: [
      ...EVERYWHERE,
      ...EVENTS,
      ...TOKENS,
      'KEY_ENCRYPTION_SECRET',
      'SESSION_DAYS',
      'TOTP_REQUIRED_ROLES',
      ...AUDIT_HEADS,
    ],
  },
  {
    name: 'tickets',
    entry: 'services/tickets/dist/main.js',
    schema: 'tickets',
    env: [
      ...[...EVERYWHERE, ...EVENTS, ...TOKENS, 'DIRECTORY_URL' as const, ...TEMPORAL, ...CONTRACT],
      ...[...ATTACHMENTS, ...FILES_OF_TICKETS],
    ],
  },
  {
    name: 'tickets-worker',
    entry: 'services/tickets/dist/worker.js',
    schema: 'tickets',
    env: [...EVERYWHERE, ...EVENTS, ...TEMPORAL],
  },
  {
    name: 'inspections',
    entry: 'services/inspections/dist/main.js',
    schema: 'inspections',
    env: [
      ...[...EVERYWHERE, ...EVENTS, ...TOKENS, 'DIRECTORY_URL' as const, ...TEMPORAL, ...CONTRACT],
      ...[...ATTACHMENTS, ...FILES_OF_INSPECTIONS],
    ],
  },
  {
    name: 'inspections-worker',
    entry: 'services/inspections/dist/worker.js',
    schema: 'inspections',
    env: [...EVERYWHERE, ...EVENTS, ...TEMPORAL, ...CONTRACT],
  },
  {
    name: 'scoring',
    entry: 'services/scoring/dist/main.js',
    schema: 'scoring',
    env: [
      ...[...EVERYWHERE, ...EVENTS, ...TOKENS, 'DIRECTORY_URL' as const, ...TEMPORAL, ...CONTRACT],
      ...[...ATTACHMENTS, ...FILES_OF_SCORING],
    ],
  },
  {
    name: 'scoring-worker',
    entry: 'services/scoring/dist/worker.js',
    schema: 'scoring',
    env: [...EVERYWHERE, ...EVENTS, ...TEMPORAL, ...CONTRACT],
  },
  {
    name: 'notifier',
    entry: 'notifier/dist/main.js',
    schema: 'notifier',
    env: [...EVERYWHERE, ...EVENTS, 'WEBHOOKS'],
  },
  {
    name: 'gateway',
    entry: 'gateway/dist/main.js',
    env: [...EVERYWHERE, ...TOKENS, ...SUBGRAPHS, 'GRAPHIQL', 'TRUSTED_PROXIES'],
  },
];

const isWorker = ({ entry }: ProcessSpec): boolean => entry.endsWith('/worker.js');

/** One program of each service with such a process, beside its entry; by the service's schema. */
const besides = (program: string, has: (spec: ProcessSpec) => boolean): Readonly<Record<string, string>> =>
  Object.fromEntries(
    CATALOGUE.filter(has).flatMap(({ schema, entry }) =>
      schema === undefined ? [] : [[schema, `${dirname(entry)}/${program}`]],
    ),
  );

/** The services that own a database schema, and the program that brings it up to date. */
export const MIGRATIONS = besides('migrate.js', () => true);

/** The services with cases that workflows carry, and the program that compares the two. */
export const RECONCILIATIONS = besides('reconcile.cli.js', isWorker);

/** Makes one schema and one role for each service; run with a superuser's DATABASE_URL. */
export const PROVISION = 'packages/platform/dist/db/provision.cli.js';

/** Makes the demo people in the directory. */
export const SEED_PEOPLE = 'services/directory/dist/seed-people.cli.js';

/** Makes topics and the services' rights; run where the brokers let it do all. */
export const PREPARE_KAFKA = 'packages/platform/dist/kafka/prepare.cli.js';
