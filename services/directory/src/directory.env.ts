import type { Role } from '@zhishou/platform/auth/caller';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import { readEnv } from '@zhishou/platform/env';

export const DIRECTORY_SETTINGS = Symbol('DirectorySettings');

export interface DirectorySettings {
  issuer: string;
  keySecret: string;
  keyRotationDays: number;
  /** how long a sign-in may be refreshed */
  sessionDays: number;
  /** who must have a second factor, but for those who sign in by an outside issuer */
  totpRequiredRoles: readonly Role[];
}

export function readDirectoryEnv(): DirectorySettings {
  return readEnv((env) => ({
    issuer: env.text('TOKEN_ISSUER', { default: 'zhishou' }),
    keySecret: env.secret('KEY_ENCRYPTION_SECRET'),
    keyRotationDays: env.number('KEY_ROTATION_DAYS', { default: 7 }),
    sessionDays: env.number('SESSION_DAYS', { default: 7 }),
    totpRequiredRoles: env.someOf('TOTP_REQUIRED_ROLES', ALL_ROLES),
  }));
}
