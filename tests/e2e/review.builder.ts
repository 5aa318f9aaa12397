import { addDays, dayOf } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import type { Input } from './bad-input.builder.js';
import { documentOf } from './mutations.builder.js';
import type { Office, Post } from './office.builder.js';
import { repairRecord, report, step } from './ticket.builder.js';

/** Reviews of major faults, one for each thing to be done with one. */
export interface Reviewed {
  /** to be filed; filed */
  reviewIds: Record<'asked' | 'filed', string>;
  /** to be done, and to be dropped; done, to be verified */
  measureIds: Record<'open' | 'unwanted' | 'done', string>;
  /** as it may be written */
  measure: Input;
}

export async function buildReviews(office: Office): Promise<Reviewed> {
  const { supervisor, engineer } = office.people;
  const measure = {
    ...{ text: '加装蓄电池在线监测', responsibleId: engineer.id },
    dueOn: addDays(dayOf(Date.now()), 30),
  };
  const [asked, filed] = await Promise.all([reviewOfMajorFault(office), reviewOfMajorFault(office)]);
  const file =
    'mutation ($input: FileMajorFaultReviewInput!) { fileMajorFaultReview(input: $input) { measures { id } } }';
  const data = await supervisor.ask<{ fileMajorFaultReview: { measures: { id: string }[] } }>(file, {
    input: { reviewId: filed, lessons: '备件不足', measures: [measure, measure, measure] },
  });
  const [open, unwanted, done] = data.fileMajorFaultReview.measures.map(({ id }) => id);
  await engineer.ask(documentOf('completeMeasure'), { input: { measureId: done, note: '已加装' } });
  return {
    reviewIds: { asked, filed },
    measureIds: { open: open!, unwanted: unwanted!, done: done! },
    measure,
  };
}

/** A major fault, from its report to its end. @returns the review it asks for */
async function reviewOfMajorFault({ people }: Office): Promise<string> {
  const { id } = await report(people.reporter, { severity: 'MAJOR' });
  const road: [Post, string, object?][] = [
    ['dispatcher', 'acceptTicket', { engineerId: people.engineer.id }],
    ['engineer', 'startRemoteSupport'],
    ['engineer', 'fileRepairReport', repairRecord()],
    ['supervisor', 'recordRecoveryTest', { passed: true }],
  ];
  for (const [post, name, more] of road) await step(people[post], name, id, more);
  const source = 'query ($id: ID) { ticket(id: $id) { review { id } } }';
  const { id: reviewId } = await eventually(async () => {
    const { ticket } = await people.supervisor.ask<{ ticket: { review: { id: string } | null } }>(source, {
      id,
    });
    return ticket.review;
  });
  return reviewId;
}
