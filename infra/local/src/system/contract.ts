import { resolve } from 'node:path';
import { ContractError, loadContract } from '@zhishou/platform/contract/load-contract';
import { coveringSigningDay } from '@zhishou/rules/contract/signing-day';
import { type Day, dayOf } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';
import type { Tell } from '../step.js';

export interface ChosenContract {
  folder: string;
  signedOn?: Day;
}

/**
 * Checks the contract and moves its signing day to the year that covers today, where its own does not.
 * A day asked for is taken as it is.
 */
export function chooseContract(folder: string, asked: Day | undefined, tell: Tell): ChosenContract {
  const at = resolve(folder);
  try {
    const contract = loadContract(at, { signedOn: asked });
    if (asked) return { folder: at, signedOn: asked };
    const covering = coveringSigningDay(contract, dayOf(Date.now()));
    if (covering === contract.signedOn) return { folder: at };
    tell(
      `today lies outside the contract signed on ${contract.signedOn}: taking ${covering} as its signing day`,
    );
    return { folder: at, signedOn: covering };
  } catch (error) {
    throw error instanceof ContractError ? new ExpectedError(error.message) : error;
  }
}
