import type { Role } from '@zhishou/platform/auth/caller';
import { BUREAU_DECIDERS, PROVIDER } from '@zhishou/platform/auth/roles';
import type { PersonSnapshot } from '@zhishou/messages/events';

/** Why somebody can be on duty no longer, or not at all. */
export enum DutyBar {
  DEACTIVATED = 'DEACTIVATED',
  ROLE_CHANGED = 'ROLE_CHANGED',
  NDA_MISSING = 'NDA_MISSING',
}

const ON_DUTY: readonly Role[] = [...BUREAU_DECIDERS, ...PROVIDER];

/** What keeps a person from duty; undefined for who may be on the roster (domain §2). */
export function dutyBarOf({
  active,
  role,
  side,
  ndaSigned,
}: Pick<PersonSnapshot, 'active' | 'role' | 'side' | 'ndaSigned'>): DutyBar | undefined {
  if (!active) return DutyBar.DEACTIVATED;
  if (!ON_DUTY.includes(role)) return DutyBar.ROLE_CHANGED;
  return side === 'PROVIDER' && !ndaSigned ? DutyBar.NDA_MISSING : undefined;
}
