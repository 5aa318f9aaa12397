import { readEnv } from '@zhishou/platform/env';
import { temporalTls } from '@zhishou/platform/temporal/security';

/** Where the process finds Temporal, and how it shows who it is. */
export const temporalEnv = () =>
  readEnv((env) => ({
    address: env.text('TEMPORAL_ADDRESS'),
    namespace: env.text('TEMPORAL_NAMESPACE', { default: 'default' }),
    tls: temporalTls(env),
  }));

/** The contract that reports start under; `CONTRACT_SIGNED_ON` moves its signing day. */
export const contractEnv = () =>
  readEnv((env) => ({ folder: env.text('CONTRACT_DIR'), signedOn: env.optionalText('CONTRACT_SIGNED_ON') }));
