import { readEnv } from './env.js';

export interface ChassisSettings {
  databaseUrl: string;
  /** connections for queries, beside those for everything else */
  databaseReaders: number;
  brokers: string[];
  jwksUrl: string;
  issuer: string;
  directoryUrl: string;
}

/** What every service's process reads; the directory is its own `DIRECTORY_URL`. */
export function readChassisEnv(isDirectory: boolean): ChassisSettings {
  return readEnv((env) => ({
    databaseUrl: env.url('DATABASE_URL'),
    databaseReaders: env.number('DATABASE_READERS', { default: 2 }),
    brokers: env.list('KAFKA_BROKERS'),
    jwksUrl: env.url('JWKS_URL'),
    issuer: env.text('TOKEN_ISSUER', { default: 'zhishou' }),
    directoryUrl: isDirectory ? '' : env.url('DIRECTORY_URL'),
  }));
}
