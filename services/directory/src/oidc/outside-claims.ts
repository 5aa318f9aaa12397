import type { Role } from '@zhishou/platform/auth/caller';
import type { OidcSettings } from './oidc.env.js';

const LONGEST_NAME = 60;

/** What the issuer says of the one who signs in. */
export interface OutsideClaims {
  issuer: string;
  subject: string;
  /** in small letters */
  username?: string;
  displayName?: string;
  role: Role;
}

/** Reads verified claims. A string says why they let nobody in. */
export function readClaims(payload: Record<string, unknown>, settings: OidcSettings): OutsideClaims | string {
  const { issuer, rolesClaim, roles, usernameClaim } = settings;
  const subject = text(payload.sub);
  if (subject === undefined) return 'the token names no subject';
  const role = roleOf(payload[rolesClaim], roles);
  if (role === undefined) return `the claim ${rolesClaim} does not stand for exactly one role`;
  const username = text(payload[usernameClaim])?.toLowerCase();
  const name = text(payload.name);
  const displayName = name && Array.from(name).slice(0, LONGEST_NAME).join('');
  return { issuer, subject, username, displayName, role };
}

// Groups that are not ours are common and mean nothing; two of ours with different roles would be a guess.
function roleOf(value: unknown, roles: OidcSettings['roles']): Role | undefined {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const found = new Set(values.flatMap((each) => (typeof each === 'string' ? (roles.get(each) ?? []) : [])));
  const [role] = found;
  return found.size === 1 ? role : undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || /[\p{Control}\u2028-\u202e\u2066-\u2069]/u.test(value)) return undefined;
  return value.trim() || undefined;
}
