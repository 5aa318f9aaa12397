import type { Contract } from '@zhishou/rules/contract/contract.types';
import { itemsFor } from '@zhishou/rules/inspection/checklist';
import type { PlannedVisit } from '@zhishou/rules/inspection/visit-plan';
import { addDays, type Day, dayOf, dayStart, type Month } from '@zhishou/rules/month';
import { FAULTS_FOUND, HAZARDS, PROPOSALS, REJECTED } from '../words/inspection.words.js';
import { type Act, HOUR, MINUTE, type Part } from './act.js';
import { type FaultStory, tellFault } from './fault.story.js';
import { budgetsOf } from './faults.script.js';
import { fits } from './fitting.js';
import { hazardActs } from './hazard.story.js';
import type { InspectionsAsked, Told } from './inspection.script.js';
import { atWork, minutes } from './instants.js';
import type { Random } from './random.js';

interface Visited {
  month: Month;
  /** of the month's inspection */
  lastDay: Day;
  visit: PlannedVisit;
}

interface Result {
  assetCode: string;
  item: string;
  result: 'OK' | 'ABNORMAL';
  note?: string;
  finding?: 'FAULT' | 'HAZARD';
  proposal?: string;
}

/** A visit: recorded, reviewed, done again where the bureau rejects it; and what it turns up. */
export function tellVisit(random: Random, asked: InspectionsAsked, { month, lastDay, visit }: Visited): Told {
  const isToday = visit.date === dayOf(asked.until);
  if (isToday || random.chance(0.015)) return { acts: [], faults: [] };
  const mayWait = addDays(visit.date, 5) <= lastDay;
  const date = mayWait && random.chance(0.08) ? addDays(visit.date, 1) : visit.date;
  const results = resultsOf(random, asked, visit.assetCodes);
  const at = atWork(random, date, 10.5, 16);
  const found = results.filter(({ finding }) => finding !== undefined);
  const name = `@visit:${month}:${visit.assetCodes[0]}`;
  const who = visit.engineerId.slice(1) as Part;
  const record = (when: number): Act => ({
    at: when,
    who,
    ask: 'recordVisit',
    input: {
      visitId: name,
      accompaniedBy: '@supervisor',
      contactName: '值班员',
      startedAt: new Date(when - minutes(random, 70, 140)),
      endedAt: new Date(when - 6 * MINUTE),
      results,
    },
  });
  const review = (when: number, input: object): Act => ({
    at: when,
    who: 'supervisor',
    ask: 'reviewVisit',
    input: { visitId: name, ...input },
  });
  const signedAt = at + minutes(random, 30, 150);
  const faults = found
    .filter(({ finding }) => finding === 'FAULT')
    .map((one) => foundFault(random, asked, month, one, at));
  const hazards = found
    .filter(({ finding }) => finding === 'HAZARD')
    .flatMap(({ assetCode, item }) =>
      hazardActs(random.of(assetCode + item), `@finding:${month}:${assetCode}:${item}`, at),
    );
  if (found.length > 0 || !mayWait || !random.chance(0.05))
    return { acts: [record(at), review(signedAt, { sign: true }), ...hazards], faults };
  const again = dayStart(addDays(date, random.whole(1, 3))) + 15 * HOUR;
  const comment = random.pick(REJECTED);
  return {
    acts: [
      record(at),
      review(signedAt, { sign: false, comment }),
      record(again),
      review(again + HOUR, { sign: true }),
    ],
    faults: [],
  };
}

/** Everything that is asked of this equipment; most of it is as it should be. */
function resultsOf(random: Random, { contract }: InspectionsAsked, assetCodes: readonly string[]): Result[] {
  const results = assetCodes.flatMap((assetCode) =>
    itemsFor(contract, assetCode).map(({ code: item }): Result => ({ assetCode, item, result: 'OK' })),
  );
  const finds = random.weighed([
    [0, 45],
    [1, 40],
    [2, 15],
  ]);
  for (let left = finds; left > 0; left -= 1) {
    const index = random.whole(0, results.length - 1);
    results[index] = abnormal(random, contract, results[index]!);
  }
  return results;
}

function abnormal(random: Random, contract: Contract, { assetCode, item }: Result): Result {
  const found = { assetCode, item, result: 'ABNORMAL' } as const;
  const fault = FAULTS_FOUND[item];
  const asset = contract.assets.find(({ code }) => code === assetCode);
  if (fault && asset && fits(asset, fault.type) && random.chance(0.2))
    return { ...found, finding: 'FAULT', note: fault.note };
  const note = random.pick(HAZARDS[item] ?? ['状态异常，需进一步处理']);
  return { ...found, finding: 'HAZARD', note, proposal: PROPOSALS[item] };
}

/** A fault that is found becomes a ticket of itself; what follows is as of any other. */
function foundFault(
  random: Random,
  { contract, engineers }: InspectionsAsked,
  month: Month,
  { assetCode, item }: Result,
  reportedAt: number,
): FaultStory {
  const own = random.of(`found ${assetCode} ${item}`);
  const plan = {
    key: `found:${month}:${assetCode}:${item}`,
    reportedAt,
    asset: contract.assets.find(({ code }) => code === assetCode)!,
    severity: 'GENERAL' as const,
    type: FAULTS_FOUND[item]!.type,
    symptom: FAULTS_FOUND[item]!.note,
    engineer: own.whole(1, engineers),
    late: { response: false, onsite: false, resolve: own.chance(0.03) },
    way: 'ON_SITE' as const,
    failures: 0,
    trouble: null,
    covered: true,
    reclassifiedTo: null,
    callback: null,
  };
  return tellFault(own, plan, budgetsOf(contract, plan), false);
}
