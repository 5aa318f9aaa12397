import type { Role } from '@zhishou/platform/auth/caller';
import { BUREAU_DECIDERS, PROVIDER } from '@zhishou/platform/auth/roles';
import type { Contract, EscalationLevel } from '@zhishou/rules/contract/contract.types';

/** The bot passes on what somebody who was called has said. */
const ANSWERS_FOR: Record<EscalationLevel['side'], readonly Role[]> = {
  BUREAU: [...BUREAU_DECIDERS, 'BOT'],
  PROVIDER: [...PROVIDER, 'BOT'],
};

/** The level of the contract's policy that was called. */
export function levelOf({ escalation, version }: Contract, level: number): EscalationLevel {
  const found = escalation.levels.find((each) => each.level === level);
  if (!found) throw new Error(`contract ${version} has no escalation level ${level}`);
  return found;
}

/** Whether a role is of the side that was called, which alone may say that it has heard (domain §9). */
export const mayAnswer = ({ side }: Pick<EscalationLevel, 'side'>, role: Role): boolean =>
  ANSWERS_FOR[side].includes(role);
