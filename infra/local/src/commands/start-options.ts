import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay } from '@zhishou/rules/month';
import { ExpectedError } from '../expected-error.js';
import type { Simulation } from '../simulate/made-up.js';

/** What `npm start` was asked for. */
export interface StartOptions {
  detach: boolean;
  fresh: boolean;
  contracts: string[];
  signedOn?: string;
  without: string[];
  webhooks: string[];
  /** what is made up before the system starts */
  simulation?: Simulation;
}

const DEFAULT_CONTRACT = 'contracts/shaoguan-2026';

export const START_USAGE = `npm start -- [options]
  --help                 lists these
  --detach               return once everything is healthy; the stack goes on (npm stop ends it)
  --fresh                start from empty data
  --contract <folder>    a contract (${DEFAULT_CONTRACT}); repeated, those that follow each other
  --signed <YYYY-MM-DD>  the signing day of the only one, in place of the folder's own
  --without <process>    leave a process out; may be repeated
  --webhook <url>        tell this address of every escalation, signed with a secret that is printed; may be repeated
  --demo                 演示：先在空系统里模拟，今天落在合同的第八个月 made-up data, today in the eighth month
  --months <1-12>        先模拟这么多个已过的月份（12 = 整份合同，已结算）made-up months that are over
  --faults <n> --seed <n>  其中的故障数与随机种子 how many faults, and the seed`;

/** What `--demo` is made of. */
const DEMO: Simulation = { months: 7, faults: 350, seed: 7 };

const OPTIONS = {
  detach: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  contract: { type: 'string', multiple: true, default: [DEFAULT_CONTRACT] as string[] },
  signed: { type: 'string' },
  without: { type: 'string', multiple: true, default: [] as string[] },
  webhook: { type: 'string', multiple: true, default: [] as string[] },
  demo: { type: 'boolean', default: false },
  months: { type: 'string' },
  faults: { type: 'string' },
  seed: { type: 'string' },
} as const;

export const asksForHelp = (args: readonly string[]): boolean =>
  args.some((arg) => arg === '--help' || arg === '-h');

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
    simulation: simulationOf(values),
  };
}

type Asked = Partial<Record<keyof Simulation | 'signed', string>> & { demo: boolean };

function simulationOf({ demo, signed, ...asked }: Asked): Simulation | undefined {
  const named = (['months', 'faults', 'seed'] as const).filter((name) => asked[name] !== undefined);
  if (!demo && asked.months === undefined) {
    return named.length === 0 ? undefined : refuse(`--${named[0]}: only with --demo or --months`);
  }
  if (signed !== undefined) refuse('--signed: --demo and --months move the signing day themselves');
  const whole = (name: keyof Simulation, least: number, most: number): number => {
    const text = asked[name] ?? String(DEMO[name]);
    const value = Number(text);
    const fits = /^\d+$/.test(text) && value >= least && value <= most;
    return fits ? value : refuse(`--${name} ${text}: not a whole number from ${least} to ${most}`);
  };
  return {
    months: whole('months', 1, 12),
    faults: whole('faults', 0, 5_000),
    seed: whole('seed', 0, 2 ** 31),
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
