import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import { type Day, dayOf } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';
import { readJson, writePrivateJson } from '../root/private-file.js';
import type { StackRoot } from '../root/stack-root.js';
import { signingDayFor } from './signing-day.js';

/** What is to be made up before the system starts. */
export interface Simulation {
  /** how many months are over */
  months: number;
  faults: number;
  seed: number;
}

/** What the data of a stack were made up as; stands beside them, so that whoever starts it again takes the same contract. */
export interface MadeUp extends Simulation {
  contract: string;
  signedOn: Day;
  /** false while it is being made up, and when that was broken off */
  isWhole: boolean;
}

type Data = Pick<StackRoot, 'data'>;

const fileOf = ({ data }: Data): string => join(data, 'made-up.json');

export const noteMadeUp = (root: Data, madeUp: MadeUp): void => writePrivateJson(fileOf(root), madeUp);

export const forgetMadeUp = (root: Data): void => rmSync(fileOf(root), { force: true });

interface Asked {
  contracts: readonly string[];
  /** another signing day than the folder's own */
  signedOn?: Day;
  /** empties what is there */
  fresh: boolean;
  simulation?: Simulation;
}

/**
 * What the data of the stack are made up as, or will be; undefined: they are not.
 * @throws ExpectedError where what is asked for does not go together with what is there
 */
export function madeUpAs(root: Data, { contracts, signedOn, fresh, simulation }: Asked): MadeUp | undefined {
  const known = fresh ? undefined : readJson<MadeUp>(fileOf(root));
  if (known && !known.isWhole)
    throw new ExpectedError('上次模拟没有做完，数据不完整。请加 --fresh 清空后重来。');
  if (!known) return simulation && planned(contracts, simulation);
  const isSame =
    contracts.join() === known.contract &&
    (signedOn ?? known.signedOn) === known.signedOn &&
    NAMES.every((name) => simulation === undefined || simulation[name] === known[name]);
  if (isSame) return known;
  const what = `${known.contract} 自 ${known.signedOn} 起 ${known.months} 个月的模拟数据`;
  throw new ExpectedError(`这里是 ${what}，与所要求的不同。请加 --fresh 清空后重来。`);
}

const NAMES = ['months', 'faults', 'seed'] as const;

function planned([contract, another]: readonly string[], asked: Simulation): MadeUp {
  if (contract === undefined || another) throw new ExpectedError('模拟只演一份合同：--contract 只能写一次。');
  const signed = (day: Day) => loadContract(contract, { signedOn: day });
  const signedOn = signingDayFor(asked.months, dayOf(Date.now()), signed);
  return { ...asked, contract, signedOn, isWhole: false };
}
