import type { Contract } from '@zhishou/rules/contract/contract.types';

/** The contract that reports made now start under. */
export class ContractInForce {
  constructor(readonly current: Contract) {}
}
