import { readEnv } from '../env.js';
import { temporalTls } from './security.js';

/** Where the process finds Temporal, and how it shows who it is. */
export const temporalEnv = () =>
  readEnv((env) => ({
    address: env.text('TEMPORAL_ADDRESS'),
    namespace: env.text('TEMPORAL_NAMESPACE', { default: 'default' }),
    tls: temporalTls(env),
  }));
