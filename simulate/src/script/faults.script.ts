import type { Contract, ContractAsset } from '@zhishou/rules/contract/contract.types';
import { type Day, daysIn, monthOf, type Span } from '@zhishou/rules/month';
import { type FaultPlan, planFault, typeOf, type Weather, weatherOf } from './fault.plan.js';
import { reportOf } from './fault.report.js';
import { type FaultStory, tellFault } from './fault.story.js';
import type { Budgets } from './fault.teller.js';
import { fits } from './fitting.js';
import { anyHour } from './instants.js';
import type { Random } from './random.js';

export interface FaultsAsked {
  contract: Contract;
  span: Span;
  count: number;
  /** how many engineers there are */
  engineers: number;
}

const WINDOW_MS = 30 * 86_400_000;
const MOST_TRIES = 40;

/** The clocks of a fault, at the stricter of its severities. */
export function budgetsOf(
  { budgets }: Pick<Contract, 'budgets'>,
  { severity, reclassifiedTo }: FaultPlan,
): Budgets {
  const strict = severity === 'MAJOR' || reclassifiedTo === 'MAJOR' ? 'MAJOR' : 'GENERAL';
  return budgets[strict];
}

export const isCovered = (asset: ContractAsset | null, at: number): boolean =>
  asset !== null && at >= asset.coveredFrom && at < asset.coveredTo;

/** The faults of the year, in the order of their reports. */
export function faultsOf(random: Random, asked: FaultsAsked): FaultStory[] {
  const { contract, engineers } = asked;
  const when = reportsOf(random.of('days'), asked);
  const stories: FaultStory[] = [];
  const weathers = new Map<string, Weather>();
  when.forEach(({ at, isStormy }, index) => {
    const own = random.of(`fault ${index}`);
    const month = monthOf(at);
    const weather = weathers.get(month) ?? weatherOf(random.of(`weather ${month}`));
    weathers.set(month, weather);
    const { asset, type } = choose(own, asked, stories, { at, isStormy });
    const about = {
      key: `fault-${index + 1}`,
      reportedAt: at,
      asset,
      type,
      engineer: own.whole(1, engineers),
    };
    const plan = planFault(own, weather, contract, about);
    const story = tellFault(own, plan, budgetsOf(contract, plan), !isCovered(asset, at));
    stories.push({ ...story, acts: [reportOf(own, plan), ...story.acts] });
  });
  return stories;
}

interface When {
  at: number;
  isStormy: boolean;
}

/** More on the days of storms. */
function reportsOf(random: Random, { span, count }: FaultsAsked): When[] {
  const days = daysIn(span).map((day): readonly [{ day: Day; isStormy: boolean }, number] => {
    const isStormy = random.chance(0.05);
    return [{ day, isStormy }, isStormy ? 4 : 1];
  });
  return Array.from({ length: count }, () => {
    const { day, isStormy } = random.weighed(days);
    return { at: anyHour(random, day), isStormy };
  }).sort((a, b) => a.at - b.at);
}

/** What fails: now and then the same once more, else what has been well of late. */
function choose(
  random: Random,
  { contract }: FaultsAsked,
  before: readonly FaultStory[],
  { at, isStormy }: When,
) {
  const recent = before.filter(({ plan }) => plan.reportedAt > at - WINDOW_MS);
  const isClosed = ({ closedAt }: FaultStory) => closedAt !== null && closedAt < at;
  const again = random.chance(0.014) ? recent.filter(isClosed) : [];
  const repeated = again.length > 0 ? random.pick(again) : null;
  if (repeated) return { asset: repeated.plan.asset, type: repeated.plan.type };
  for (let tries = 1; ; tries += 1) {
    const type = typeOf(random, isStormy);
    const asset = random.chance(0.008) ? null : pickAsset(random, contract, type);
    const isNew = recent.every(({ plan }) => plan.asset?.code !== asset?.code || plan.type !== type);
    const isWell = before.every(
      (story) => story.plan.asset !== asset || isClosed(story) || story.closedAt === null,
    );
    if ((isNew && isWell) || tries === MOST_TRIES) return { asset, type };
  }
}

/** The more units, the more of them fail. */
function pickAsset(random: Random, { assets }: Contract, type: string): ContractAsset {
  const fitting = assets.filter((asset) => fits(asset, type));
  const candidates = fitting.length > 0 ? fitting : assets;
  return random.weighed(candidates.map((asset) => [asset, 1 + Math.min(asset.quantity, 12) / 3] as const));
}
