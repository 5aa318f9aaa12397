import { LOCATIONS } from '../words/fault.words.js';
import type { Act } from './act.js';
import type { FaultPlan } from './fault.plan.js';
import { minutes } from './instants.js';
import type { Random } from './random.js';

/** The call or the entry by which the bureau reports it. */
export function reportOf(random: Random, plan: FaultPlan): Act {
  const { asset, key, reportedAt: at, severity, symptom: summary } = plan;
  return {
    at,
    who: random.chance(0.75) ? 'reporter' : 'supervisor',
    ask: 'reportTicket',
    as: key,
    input: {
      ...{ kind: 'FAULT', severity, summary, location: random.pick(LOCATIONS) },
      ...(asset ? { assetCode: asset.code, ...unitsOf(random, asset.quantity) } : {}),
      ...(random.chance(0.7) ? calledAt(random, at) : { channel: 'WEB' }),
    },
  };
}

const unitsOf = (random: Random, quantity: number) =>
  quantity > 3 && random.chance(0.15) ? { unitsAffected: random.whole(2, 3) } : {};

function calledAt(random: Random, at: number) {
  const called = at - minutes(random, 1, 4);
  const answered = called + minutes(random, 0.1, 0.9);
  const channel = random.pick(['FIXED_LINE', 'MOBILE', 'CONTACT_PERSON']);
  return { channel, calledAt: new Date(called), answeredAt: new Date(answered) };
}
