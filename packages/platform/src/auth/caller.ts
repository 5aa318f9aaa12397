import type { Role } from '@zhishou/rules/role';

export type { Role };

export type Side = 'BUREAU' | 'PROVIDER' | 'SYSTEM';

/** Who calls, as the verified access token says. Standing (active, NDA) may have changed since: see people/standing. */
export interface Caller {
  personId: string;
  name: string;
  role: Role;
  side: Side;
  ndaSigned: boolean;
  /** ms since the epoch */
  tokenIssuedAt: number;
  /** ms since the epoch */
  tokenExpiresAt: number;
  /** the sign-in this token descends from; `logout` ends it */
  sessionId: string;
  /** the person's epoch when the token was given out: dead once the person has a later one */
  sessionEpoch: number;
  /** signed in without the second factor that the role needs: may do nothing but set it up */
  mustEnrol?: boolean;
  /** what a program's token was narrowed to; undefined for people, whom their role alone binds */
  scopes?: readonly string[];
}

/** What tells one sign-in, and the state of its person, from another. */
export type SessionOf = Pick<Caller, 'personId' | 'sessionId' | 'sessionEpoch'>;

/** Each role belongs to one side (domain §2). */
export function sideOf(role: Role): Side {
  if (role.startsWith('BUREAU_')) return 'BUREAU';
  return role.startsWith('PROVIDER_') ? 'PROVIDER' : 'SYSTEM';
}
