import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';

/** What `npm start` was asked for. */
export interface StartOptions {
  detach: boolean;
  fresh: boolean;
  contracts: string[];
  signedOn?: string;
  without: string[];
  webhooks: string[];
}

const DEFAULT_CONTRACT = 'contracts/shaoguan-2026';

export const START_USAGE = `npm start -- [options]
  --detach               return once everything is healthy; the stack goes on (npm stop ends it)
  --fresh                start from empty data
  --contract <folder>    a contract (${DEFAULT_CONTRACT}); repeated, those that follow each other
  --signed <YYYY-MM-DD>  the signing day of the only one, in place of the folder's own
  --without <process>    leave a process out; may be repeated
  --webhook <url>        tell this address of every escalation, signed with a secret that is printed; may be repeated`;

const OPTIONS = {
  detach: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  contract: { type: 'string', multiple: true, default: [DEFAULT_CONTRACT] as string[] },
  signed: { type: 'string' },
  without: { type: 'string', multiple: true, default: [] as string[] },
  webhook: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Reads the arguments of `npm start`. @throws ExpectedError naming what is wrong, with every option there is */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parse(args);
  if (values.signed !== undefined && !isDay(values.signed))
    refuse(`--signed ${values.signed}: not a day like 2026-06-28`);
  const notAddress = values.webhook.find(
    (url) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol),
  );
  if (notAddress !== undefined) refuse(`--webhook ${notAddress}: not an http or https address`);
  return {
    detach: values.detach,
    fresh: values.fresh,
    contracts: values.contract.map((folder) => resolve(folder)),
    signedOn: values.signed,
    without: values.without,
    webhooks: values.webhook,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(problem: string): never {
  throw new ExpectedError(`${problem}\n\n${START_USAGE}`);
}
