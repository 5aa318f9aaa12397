import { contractOfMonth } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { badInput } from '../errors.js';
import type { AskedMonth } from './month.inputs.js';

/**
 * The contract whose month is meant: the one named, or the one in force on the month's first covered day.
 * @throws UserError BAD_USER_INPUT on `contractId` for a contract that there is not
 */
export function askedContract(contracts: readonly Contract[], { month, contractId }: AskedMonth): Contract {
  return contractId == null ? contractOfMonth(contracts, month) : namedContract(contracts, contractId);
}

/** @throws UserError BAD_USER_INPUT on `contractId` for a contract that there is not */
export function namedContract(contracts: readonly Contract[], contractId: string): Contract {
  const named = contracts.find(({ id }) => id === contractId);
  if (!named) throw badInput([{ path: 'contractId', message: `there is no contract ${contractId}` }]);
  return named;
}
