import type { Role } from '@zhishou/platform/auth/caller';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import { readEnv } from '@zhishou/platform/env';

export const OIDC_SETTINGS = Symbol('OidcSettings');

export interface OidcSettings {
  /** exactly as the issuer writes itself into its tokens */
  issuer: string;
  clientId: string;
  rolesClaim: string;
  /** a value of that claim → the role it stands for */
  roles: ReadonlyMap<string, Role>;
  usernameClaim: string;
  autoCreate: boolean;
}

/** null: there is no outside sign-in. @throws EnvError */
export function readOidcEnv(): OidcSettings | null {
  return readEnv((env) => {
    if (env.optionalText('OIDC_ISSUER') === undefined) return null;
    return {
      issuer: env.url('OIDC_ISSUER', { secure: true }),
      clientId: env.text('OIDC_CLIENT_ID'),
      ...env.json('OIDC_CLAIMS', parseMapping),
      usernameClaim: env.text('OIDC_USERNAME_CLAIM', { default: 'preferred_username' }),
      autoCreate: env.flag('OIDC_AUTO_CREATE'),
    };
  });
}

function parseMapping(value: unknown): Pick<OidcSettings, 'rolesClaim' | 'roles'> {
  const { claim, roles } = (value ?? {}) as { claim?: unknown; roles?: Record<string, unknown> };
  if (typeof claim !== 'string' || claim === '') throw new Error('claim: the name of a claim');
  const entries = Object.entries(roles ?? {}).map(([outside, name]): [string, Role] => {
    const role = ALL_ROLES.find((known) => known === name);
    if (role === undefined) throw new Error(`roles: ${outside} stands for no known role`);
    return [outside, role];
  });
  if (entries.length === 0) throw new Error('roles: at least one value and its role');
  return { rolesClaim: claim, roles: new Map(entries) };
}
