import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Kept } from '@zhishou/rules/inspection/inspected-month';

/** What is made up is kept from the signing on. */
export const keptFromSigning = ({ signedOn }: Pick<Contract, 'signedOn'>): Kept => ({
  keptFrom: signedOn,
  endedOn: null,
});
