import type { Contract, ContractAsset } from '@zhishou/rules/contract/contract.types';
import { symptomOf } from '../words/fault.words.js';
import type { Random } from './random.js';

export type FaultSeverity = 'MAJOR' | 'GENERAL';

/** What becomes of a fault, before it is told when. */
export interface FaultPlan {
  /** what it is called */
  key: string;
  /** ms */
  reportedAt: number;
  /** null: equipment that is in no list */
  asset: ContractAsset | null;
  severity: FaultSeverity;
  type: string;
  /** what whoever reports it says, in a line */
  symptom: string;
  engineer: number;
  late: { response: boolean; onsite: boolean; resolve: boolean };
  way: 'REMOTE' | 'ON_SITE';
  /** how many recovery tests fail first */
  failures: number;
  trouble: Trouble | null;
  /** of what is not covered by the lists and periods: what the bureau judges */
  covered: boolean;
  reclassifiedTo: FaultSeverity | null;
  callback: 'SATISFIED' | 'DISSATISFIED' | null;
}

export type Trouble =
  | 'CANCELLED'
  | 'PAUSED'
  | 'PAUSE_DECLINED'
  | 'CARRIER_RESOLVED'
  | 'CARRIER_RETURNED'
  | 'SENT_BACK';

/** How a month goes: there are good ones and bad ones. */
export interface Weather {
  lateResponse: number;
  lateOnsite: number;
  lateResolve: number;
  dissatisfied: number;
}

export const weatherOf = (random: Random): Weather => {
  const bad = random.weighed([
    [0.2, 4],
    [0.7, 4],
    [1.6, 2],
    [3, 1],
  ]);
  return {
    lateResponse: 0.02 * bad,
    lateOnsite: 0.025 * bad,
    lateResolve: 0.018 * bad,
    dissatisfied: 0.02 * bad,
  };
};

/** What is in no list. */
const BORROWED = '临时借用的备用显示器';

const TYPES: readonly (readonly [type: string, weight: number])[] = [
  ['HARDWARE', 30],
  ['SOFTWARE', 20],
  ['POWER', 12],
  ['CABLE', 14],
  ['CONFIGURATION', 12],
  ['TRANSMISSION', 6],
  ['RELOCATION', 1.5],
  ['MUNICIPAL_WORKS', 1],
  ['VANDALISM', 0.5],
  ['OTHER', 3],
];

/** In a storm it is other things that fail. */
const STORMY: typeof TYPES = [
  ['POWER', 45],
  ['TRANSMISSION', 30],
  ['HARDWARE', 20],
  ['CABLE', 5],
];

/** The share of faults whose course is out of the ordinary. */
const TROUBLES: readonly (readonly [Trouble | null, number])[] = [
  [null, 91.5],
  ['CANCELLED', 2],
  ['PAUSED', 3.5],
  ['PAUSE_DECLINED', 1],
];

const CARRIER: typeof TROUBLES = [
  [null, 40],
  ['CARRIER_RESOLVED', 35],
  ['CARRIER_RETURNED', 15],
  ['SENT_BACK', 10],
];

export const typeOf = (random: Random, isStormy: boolean): string =>
  random.weighed(isStormy ? STORMY : TYPES);

/** What becomes of a fault of this type that is reported then. */
export function planFault(
  random: Random,
  weather: Weather,
  contract: Pick<Contract, 'faultTypes'>,
  about: Pick<FaultPlan, 'key' | 'reportedAt' | 'asset' | 'type' | 'engineer'>,
): FaultPlan {
  const { asset, type } = about;
  if (!contract.faultTypes.some(({ code }) => code === type))
    throw new Error(`the contract knows no ${type}`);
  const severity = asset?.majorScope && random.chance(0.16) ? 'MAJOR' : 'GENERAL';
  const trouble = random.weighed(type === 'TRANSMISSION' ? CARRIER : TROUBLES);
  const isRemote = ['SOFTWARE', 'CONFIGURATION'].includes(type) ? random.chance(0.75) : random.chance(0.06);
  const isAnswered = random.chance(0.65);
  return {
    ...about,
    severity,
    symptom: symptomOf(random, type, asset?.name ?? BORROWED),
    late: {
      response: random.chance(weather.lateResponse),
      onsite: random.chance(weather.lateOnsite),
      resolve: random.chance(weather.lateResolve * (severity === 'MAJOR' ? 2 : 1)),
    },
    way: isRemote ? 'REMOTE' : 'ON_SITE',
    failures: random.chance(0.04) ? 1 : 0,
    trouble,
    covered: random.chance(0.8),
    reclassifiedTo:
      trouble === null && random.chance(0.015) ? (severity === 'MAJOR' ? 'GENERAL' : 'MAJOR') : null,
    callback: isAnswered ? (random.chance(weather.dissatisfied) ? 'DISSATISFIED' : 'SATISFIED') : null,
  };
}
