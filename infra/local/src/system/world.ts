import type { Secrets } from '../root/secrets.js';
import type { Servers } from '../servers/start-servers.js';
import type { ProcessSpec, Variable } from './catalogue.js';

/** Everything the environments of the processes are made from. */
export interface World {
  servers: Servers;
  secrets: Secrets;
  /** process → the port it listens on */
  ports: Record<string, number>;
  contracts: { folders: readonly string[]; signedOn?: string };
  webhooks: readonly string[];
  /** modules that a process loads before its own, by the process's name */
  preloads?: Readonly<Record<string, string>>;
  /** folder in which attachments are kept, where the environment names no other store */
  attachments: string;
  /** file of the signed heads of the audit chains */
  auditHeads: string;
}

const HOST = '127.0.0.1';

/** Where a process listens. */
export const addressOf = (world: World, name: string): string => `http://${HOST}:${world.ports[name]}`;

/** The environment of one process: exactly the variables its entry in the catalogue names, less those without a value. */
export function environmentOf(spec: ProcessSpec, world: World): Record<string, string> {
  const values = spec.env.map((name) => [name, valueOf(name, spec, world)] as const);
  return Object.fromEntries(values.filter((entry): entry is [Variable, string] => entry[1] !== undefined));
}

/** The address of the database behind a superuser's `databaseUrl` for one service's own role. */
export function databaseUrlOf(databaseUrl: string, secrets: Secrets, service: string): string {
  const url = new URL(databaseUrl);
  url.username = service;
  url.password = secrets.services[service]!;
  return url.href;
}

function valueOf(name: Variable, spec: ProcessSpec, world: World): string | undefined {
  const directory = addressOf(world, 'directory');
  switch (name) {
    case 'HOST':
      return HOST;
    case 'PORT':
      return String(world.ports[spec.name]);
    case 'LOG_LEVEL':
      return process.env.LOG_LEVEL ?? 'info';
    case 'NODE_ENV':
      return 'development';
    case 'JWKS_URL':
      return `${directory}/.well-known/jwks.json`;
    case 'TOKEN_ISSUER':
      return 'zhishou';
    case 'DIRECTORY_URL':
      return spec.name === 'gateway' ? `${directory}/graphql` : directory;
    case 'TICKETS_URL':
      return `${addressOf(world, 'tickets')}/graphql`;
    case 'INSPECTIONS_URL':
      return `${addressOf(world, 'inspections')}/graphql`;
    case 'SCORING_URL':
      return `${addressOf(world, 'scoring')}/graphql`;
    case 'GRAPHIQL':
      return 'true';
    case 'KAFKA_BROKERS':
      return world.servers.kafkaBrokers;
    // the local servers listen to this machine alone; those that the environment names take one user for all
    case 'KAFKA_USERNAME':
    case 'KAFKA_PASSWORD':
    case 'KAFKA_CA_FILE':
    case 'TEMPORAL_TLS_SERVER_CA_CERT_PATH':
    case 'TEMPORAL_TLS_CLIENT_CERT_PATH':
    case 'TEMPORAL_TLS_CLIENT_KEY_PATH':
      return process.env[name];
    case 'TEMPORAL_ADDRESS':
      return world.servers.temporalAddress;
    case 'TEMPORAL_NAMESPACE':
      return 'default';
    case 'DATABASE_URL':
      return databaseUrlOf(world.servers.databaseUrl, world.secrets, spec.schema!);
    case 'KEY_ENCRYPTION_SECRET':
      return world.secrets.keyEncryption;
    case 'AUDIT_HEAD_KEY':
      return world.secrets.auditHead;
    case 'AUDIT_HEAD_FILE':
      return world.auditHeads;
    case 'AUDIT_HEAD_MINUTES':
    case 'RETENTION_DAYS':
    case 'SESSION_DAYS':
    case 'TRUSTED_PROXIES':
    case 'TOTP_REQUIRED_ROLES':
      return process.env[name];
    case 'ATTACHMENT_SECRET':
      return world.secrets.attachments;
    case 'ATTACHMENT_STORE':
      return process.env.ATTACHMENT_STORE || `folder:${world.attachments}`;
    case 'ATTACHMENT_S3_ENDPOINT':
    case 'ATTACHMENT_S3_REGION':
    case 'ATTACHMENT_S3_BUCKET':
    case 'ATTACHMENT_S3_ACCESS_KEY_ID':
    case 'ATTACHMENT_S3_SECRET_ACCESS_KEY':
    case 'ATTACHMENT_MAX_BYTES':
    case 'ATTACHMENT_MAX_PIXELS':
    case 'ATTACHMENT_PICTURES_AT_ONCE':
    case 'ATTACHMENT_MAX_PER_TICKET':
    case 'ATTACHMENT_MAX_PER_VISIT':
    case 'ATTACHMENT_MAX_PER_FINDING':
    case 'ATTACHMENT_MAX_PER_REFERENCE':
    case 'ATTACHMENT_MAX_PER_CONTRACT':
      return process.env[name];
    case 'CONTRACT_DIR':
      return world.contracts.folders.join(',');
    case 'CONTRACT_SIGNED_ON':
      return world.contracts.signedOn;
    case 'WEBHOOKS':
      return JSON.stringify(world.webhooks.map((url) => ({ url, secret: world.secrets.webhooks[url] })));
  }
}
