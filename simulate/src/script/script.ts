import { completionDay, contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayEnd, dayStart, type Month } from '@zhishou/rules/month';
import { type Act, inOrder } from './act.js';
import { documentsOf } from './documents.script.js';
import { faultsOf } from './faults.script.js';
import { guaranteeOf } from './guarantee.script.js';
import { hotlineOf } from './hotline.script.js';
import { inspectionsOf } from './inspection.script.js';
import { openNow } from './now.script.js';
import { paymentsOf } from './payment.script.js';
import { Random } from './random.js';
import { reviewActs } from './review.story.js';
import { scoresOf } from './score.script.js';
import { stockOf } from './stock.script.js';

export interface ScriptAsked {
  contract: Contract;
  seed: number;
  /** how many faults are reported until then; what inspections turn up comes to it */
  faults: number;
  /** how many engineers there are */
  engineers: number;
  /** until when it is played, ms; what lies after it is not played */
  until: number;
}

/** What happens under a contract from its signing on, in order: the same for the same seed. */
export function scriptOf({ contract, seed, faults: count, engineers, until }: ScriptAsked): Act[] {
  const random = new Random(seed);
  const end = dayEnd(completionDay(contract));
  const span = { from: dayStart(contract.signedOn), to: Math.min(until, end) };
  const months = contractMonths(contract).filter((month) => dayStart(`${month}-01`) < span.to);
  const reported = faultsOf(random.of('faults'), { contract, span, count, engineers });
  const inspections = inspectionsOf(random.of('inspections'), { contract, engineers, until });
  const faults = [...reported, ...inspections.faults];
  const scores = scoresOf(random.of('scores'), contract, reported);
  const settledAt = Math.max(...scores.map(({ confirmedAt }) => confirmedAt));
  const acts = [
    ...stockOf(contract.signedOn, months, count / months.length),
    ...faults.flatMap((story) => story.acts),
    ...reported.flatMap((story) => reviewActs(random.of(`review ${story.plan.key}`), story)),
    ...hotlineOf(random.of('hotline'), span, Math.round(count * 0.15)),
    ...inspections.acts,
    ...months.flatMap((month: Month) => guaranteeOf(random.of(`guarantee ${month}`), month, engineers)),
    ...documentsOf(random.of('documents'), contract, faults),
    ...scores.flatMap((month) => month.acts),
    ...paymentsOf(random.of('payments'), contract, settledAt),
    ...(until < end ? openNow(random.of('now'), contract, until) : []),
  ];
  return inOrder(acts).filter(({ at }) => at <= until);
}
