import { USERNAME } from '../person/person.inputs.js';

/** Shorter than any password may ever have been here. */
const LONGEST_UNKNOWN = 9;
const CLIENT_ID = /^mch_[0-9a-f]{32}$/;

/**
 * What of a name that failed to sign in may stand in the audit. A password typed into the field of the name must not:
 * a name nobody has is kept only where it can be a user name and is too short for a password, or is a program's.
 */
export function namedInAudit(name: string, isKnown: boolean): string {
  if (isKnown || CLIENT_ID.test(name)) return name;
  return name.length <= LONGEST_UNKNOWN && USERNAME.test(name) ? name : '(no user name; not kept)';
}
