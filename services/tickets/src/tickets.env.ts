import { readEnv } from '@zhishou/platform/env';

/** The contract that reports start under; `CONTRACT_SIGNED_ON` moves its signing day. */
export const contractEnv = () =>
  readEnv((env) => ({ folder: env.text('CONTRACT_DIR'), signedOn: env.optionalText('CONTRACT_SIGNED_ON') }));
