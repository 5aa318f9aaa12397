import { monthOf, shiftMonth } from '@zhishou/rules/month';
import type { Input } from './bad-input.builder.js';
import { documentOf } from './mutations.builder.js';
import type { Office, Post } from './office.builder.js';
import { uploadPhoto } from './upload.builder.js';

/** In force; and the one signed a year before it, of which half a year is kept. */
const IN_FORCE = 'demo-seconds';
export const EARLIER = 'demo-earlier';

/** Sheets and instalments, one for each thing to be done with one. */
export interface Scored {
  /** by state: to be scored (two), scored, objected to, to be confirmed */
  months: Record<'open' | 'spare' | 'scored' | 'objected' | 'waived', Input>;
  /** of which nothing was received; whose documents are there, twice */
  instalments: Record<'waiting' | 'due' | 'payable', Input>;
  /** months that are on paper: to be entered (two), entered (two) */
  papers: Record<'toEnter' | 'spare' | 'entered' | 'another', Input>;
  /** a file of the earlier contract, of the one in force */
  files: Record<'earlier' | 'inForce', string>;
}

/** As the signed sheet of that month has them. */
export const paperScores = (month: Input, fileId: string): Input => ({
  ...{ ...month, performance: 93.5, service: 97.25, fileIds: [fileId], note: '依据纸质考核表' },
});

export async function buildScores({ people }: Office): Promise<Scored> {
  const take = (post: Post, name: string, input: Input) => people[post].ask(documentOf(name), { input });
  const month = (no: number): Input => ({
    month: shiftMonth(monthOf(Date.now()), no - 7),
    contractId: EARLIER,
  });
  const months = { open: month(1), spare: month(2), scored: month(3), objected: month(4), waived: month(5) };
  for (const one of [months.scored, months.objected, months.waived])
    await take('supervisor', 'scoreMonth', one);
  await take('dispatcher', 'objectToScore', { ...months.objected, text: '请复核' });
  await take('dispatcher', 'objectToScore', { ...months.waived, waive: true });
  const instalments = {
    waiting: { instalment: 2, contractId: IN_FORCE },
    due: { instalment: 1, contractId: EARLIER },
    payable: { instalment: 2, contractId: EARLIER },
  };
  const receivedAt = new Date(Date.now() - 86_400_000).toISOString();
  const receive = (one: Input) => take('supervisor', 'recordPaymentDocument', { ...one, receivedAt });
  await receive({ ...instalments.due, kind: 'INVOICE', amount: '70000000' });
  await receive({ ...instalments.payable, kind: 'INVOICE', amount: '25000000' });
  for (const one of [instalments.due, instalments.payable]) await receive({ ...one, kind: 'PAYMENT_NOTICE' });
  const uploaded = (contractId: string) => uploadPhoto(people.admin, 'requestContractUpload', { contractId });
  const files = { earlier: await uploaded(EARLIER), inForce: await uploaded(IN_FORCE) };
  const papers = { toEnter: month(-5), spare: month(-4), entered: month(-3), another: month(-2) };
  for (const one of [papers.entered, papers.another])
    await take('admin', 'enterPaperScores', paperScores(one, files.earlier));
  return { months, instalments, papers, files };
}
