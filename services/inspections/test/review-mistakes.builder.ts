import { inDays, measureOf } from './reviews.builder.js';

const about = (more: object) => ({ measures: [measureOf('engineer', more)] });

/** What is wrong with the filing of a review that is otherwise right, and at which field that is said. */
export const REVIEW_MISTAKES: [string, object, string][] = [
  ['without lessons', { lessons: ' ' }, 'lessons'],
  ['without measures and reason', { measures: [] }, 'noMeasuresReason'],
  ['with measures and a reason for none', { noMeasuresReason: '无' }, 'noMeasuresReason'],
  ['whose measure is on nobody', about({ responsibleId: 'x' }), 'measures.0.responsibleId'],
  ['whose measure is on an auditor', { measures: [measureOf('auditor')] }, 'measures.0.responsibleId'],
  ['whose measure is on a leaver', { measures: [measureOf('formerEngineer')] }, 'measures.0.responsibleId'],
  ['on one unsigned', { measures: [measureOf('unsignedEngineer')] }, 'measures.0.responsibleId'],
  ['whose measure was due yesterday', about({ dueOn: inDays(-1) }), 'measures.0.dueOn'],
  ['whose measure is due on no day', about({ dueOn: '2027-02-30' }), 'measures.0.dueOn'],
  ['whose measure is due in ten years', about({ dueOn: inDays(3_660) }), 'measures.0.dueOn'],
  ['whose measure says nothing', about({ text: '' }), 'measures.0.text'],
];
