import { resolve } from 'node:path';
import { ContractError, loadContract } from '@zhishou/platform/contract/load-contract';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { coveringSigningDay } from '@zhishou/rules/contract/signing-day';
import { type Day, dayOf } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';

export interface ChosenContract {
  folder: string;
  /** where it is not the folder's own */
  signedOn?: Day;
  /** what there is to say of the choice */
  note: string;
}

/**
 * Checks the contract and moves its signing day to the year that covers today, where its own does not.
 * A day asked for is taken as it is.
 * @throws ExpectedError with every problem of the folder by file, line and field
 */
export function chooseContract(folder: string, asked: Day | undefined): ChosenContract {
  const at = resolve(folder);
  const contract = load(at, asked);
  if (asked) return { folder: at, signedOn: asked, note: `${at}, signed on ${asked} as asked` };
  const covering = coveringSigningDay(contract, dayOf(Date.now()));
  if (covering === contract.signedOn) return { folder: at, note: `${at}, signed on ${covering}` };
  const why = `moved from ${contract.signedOn} to cover today`;
  return { folder: at, signedOn: covering, note: `${at}, signed on ${covering} (${why})` };
}

function load(folder: string, signedOn: Day | undefined): Contract {
  try {
    return loadContract(folder, { signedOn });
  } catch (error) {
    throw error instanceof ContractError ? new ExpectedError(error.message) : error;
  }
}
