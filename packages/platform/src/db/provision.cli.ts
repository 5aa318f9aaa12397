import { readEnv } from '../env.js';
import { createLogger } from '../log.js';
import { provision } from './provision.js';

const settings = readEnv((env) => ({
  url: env.url('DATABASE_URL'),
  passwords: env.json('SERVICE_PASSWORDS', (value) => value as Record<string, string>),
}));
await provision(settings.url, settings.passwords);
createLogger('provision').info(
  { services: Object.keys(settings.passwords) },
  'roles and schemas are in place',
);
