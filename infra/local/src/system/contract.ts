import { resolve } from 'node:path';
import { ContractError, loadContract, loadContracts } from '@zhishou/platform/contract/load-contract';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { coveringSigningDay } from '@zhishou/rules/contract/signing-day';
import { type Day, dayOf } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';

export interface ChosenContracts {
  folders: string[];
  /** of the only one, where it is not the folder's own */
  signedOn?: Day;
  /** what there is to say of the choice */
  note: string;
}

/**
 * Checks the contracts. The signing day of a single one is moved to the year that covers today, where its own does not;
 * a day asked for is taken as it is. Several follow each other as their folders say.
 * @throws ExpectedError with every problem of a folder by file, line and field
 */
export function chooseContracts(named: readonly string[], asked: Day | undefined): ChosenContracts {
  const folders = named.map((folder) => resolve(folder));
  if (folders.length > 1) return chooseAsTheyAre(folders, asked);
  const [at] = folders as [string];
  const contract = readable(() => loadContract(at, { signedOn: asked }));
  if (asked) return { folders, signedOn: asked, note: `${at}, signed on ${asked} as asked` };
  const covering = coveringSigningDay(contract, dayOf(Date.now()));
  if (covering === contract.signedOn) return { folders, note: noteOf(at, contract) };
  const why = `moved from ${contract.signedOn} to cover today`;
  return { folders, signedOn: covering, note: `${at}, signed on ${covering} (${why})` };
}

function chooseAsTheyAre(folders: string[], asked: Day | undefined): ChosenContracts {
  if (asked)
    throw new ExpectedError(`--signed ${asked}: it moves one contract, and there are ${folders.length}`);
  const contracts = readable(() => loadContracts({ folders }));
  return { folders, note: contracts.map((each, index) => noteOf(folders[index]!, each)).join('; ') };
}

const noteOf = (folder: string, { signedOn }: Contract): string => `${folder}, signed on ${signedOn}`;

function readable<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    throw error instanceof ContractError ? new ExpectedError(error.message) : error;
  }
}
