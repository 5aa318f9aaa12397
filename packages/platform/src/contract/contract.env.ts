import type { Day } from '@zhishou/rules/month';
import { EnvError, readEnv } from '../env.js';

export interface ContractSettings {
  /** one folder a contract */
  folders: string[];
  /** another signing day in place of the one contract's own */
  signedOn?: Day;
}

/** @throws EnvError when no folder is named, or a signing day for several */
export function contractEnv(source = process.env): ContractSettings {
  const settings = readEnv(
    (env) => ({ folders: env.list('CONTRACT_DIR'), signedOn: env.optionalText('CONTRACT_SIGNED_ON') }),
    source,
  );
  const { folders, signedOn } = settings;
  if (folders.length === 0) throw new EnvError(['wrong CONTRACT_DIR: it names no folder']);
  if (signedOn && folders.length > 1)
    throw new EnvError([
      `wrong CONTRACT_SIGNED_ON (${signedOn}): it moves one contract, and CONTRACT_DIR names ${folders.length}`,
    ]);
  return settings;
}
