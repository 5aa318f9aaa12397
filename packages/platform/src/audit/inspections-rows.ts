import { caseOf, ROW_ID, type RowRule, same, STEPS_OF_CASES } from './row-rule.js';

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What is stored before the step that names it by id and hash: the hash stands for the content. */
const filed = (
  rule: Pick<RowRule, 'table' | 'fields' | 'hashed' | 'rows'>,
  action: string,
  id: string,
  after: string,
): RowRule => ({
  ...rule,
  when: `e.action IN (${action})`,
  id: `e.after -> 'step' ->> '${id}'`,
  after: `jsonb_build_object('hash', e.after -> 'step' -> 'hash', 'byId', e.actor_id, ${after})`,
  fields: { ...same('hash', 'by_id'), ...rule.fields },
});

const CASES: readonly RowRule[] = [
  {
    table: 'cycle',
    when: `e.aggregate_id LIKE '%/____-__' AND e.after ? 'state'`,
    fields: same('contract_id', 'month', 'state', 'version', 'plan_version'),
  },
  {
    table: 'visit',
    when: `e.aggregate_id LIKE 'vst\\_%' AND e.after ? 'assetCodes'`,
    fields: same(
      ...['cycle_id', 'month', 'date', 'place', 'engineer_id', 'asset_codes', 'round', 'state', 'version'],
      ...['signed_by_id', 'archived_at'],
    ),
  },
  {
    table: 'finding',
    when: `e.action = 'makeFinding'`,
    fields: same(
      ...[
        'kind',
        'cycle_id',
        'visit_id',
        'asset_code',
        'item',
        'description',
        'proposal',
        'accompanied_by_id',
      ],
      ...['found_at', 'rank'],
    ),
  },
  {
    // of one without a rank, from before there were any, no entry may tell
    table: 'finding',
    when: `e.action = 'noteTicket'`,
    fields: same('ticket_id'),
    rows: 'ticket_id IS NOT NULL AND rank > 0',
  },
  {
    // a hazard that nobody has decided on is told of by its finding
    table: 'hazard',
    when: `e.aggregate_id LIKE 'fnd\\_%' AND e.after ? 'version'`,
    fields: same('state', 'version', 'closed_at'),
    rows: 'version > 0',
  },
  {
    table: 'review',
    when: `e.aggregate_id LIKE 'rvw\\_%' AND e.after ? 'version'`,
    fields: same('ticket_id', 'contract_id', 'fault_closed_at', 'state', 'version'),
  },
  {
    table: 'measure',
    when: `e.aggregate_id LIKE 'msr\\_%' AND e.after ? 'version'`,
    fields: same(
      ...['review_id', 'text', 'responsible_id', 'due_on', 'added_at', 'added_by_id'],
      ...['state', 'version', 'note', 'comment', 'closed_at'],
    ),
  },
  STEPS_OF_CASES,
  ...['cycle', 'hazard', 'measure', 'review', 'visit'].map((kind) => caseOf(kind)),
];

const FILED: readonly RowRule[] = [
  filed(
    { table: 'plan', fields: same('cycle_id', 'no'), hashed: 'r.visits', rows: 'no IS NOT NULL' },
    `'submitPlan', 'editPlan'`,
    'planId',
    `'cycleId', e.aggregate_id, 'no', e.after -> 'planVersion'`,
  ),
  filed(
    { table: 'record', fields: same('visit_id', 'round'), hashed: 'r.content', rows: 'round IS NOT NULL' },
    `'recordVisit'`,
    'recordId',
    `'visitId', e.aggregate_id, 'round', e.before -> 'round'`,
  ),
  filed(
    {
      table: 'joint_test',
      fields: same('cycle_id', 'recorded_at'),
      hashed: `jsonb_build_object('cycleId', r.cycle_id, 'technicianIds', r.technician_ids, 'result', r.result,
        'heldAt', ${iso('r.held_at')}) || (SELECT coalesce(jsonb_object_agg(key, value), '{}')
          FROM jsonb_each(jsonb_build_object('endedAt', ${iso('r.ended_at')}, 'place', r.place,
            'participants', r.participants, 'links', r.links, 'problems', r.problems)) WHERE value <> 'null')`,
      rows: 'recorded_at IS NOT NULL',
    },
    `'recordJointTest'`,
    'jointTestId',
    `'cycleId', e.aggregate_id, 'recordedAt', e.at`,
  ),
  filed(
    {
      table: 'monthly_call',
      fields: same('cycle_id', 'recorded_at'),
      hashed: `jsonb_build_object('cycleId', r.cycle_id, 'note', r.note, 'heldAt', ${iso('r.held_at')})`,
      rows: 'recorded_at IS NOT NULL',
    },
    `'recordMonthlyCall'`,
    'callId',
    `'cycleId', e.aggregate_id, 'recordedAt', e.at`,
  ),
  filed(
    {
      table: 'summary',
      fields: same('cycle_id', 'submitted_at'),
      hashed: `jsonb_build_object('cycleId', r.cycle_id, 'handlings', r.handlings, 'conclusion', r.conclusion)`,
      rows: 'submitted_at IS NOT NULL',
    },
    `'submitSummary'`,
    'summaryId',
    `'cycleId', e.aggregate_id,
      'submittedAt', to_timestamp((e.after -> 'summary' ->> 'submittedAt')::float8 / 1000)`,
  ),
  filed(
    {
      table: 'review_report',
      fields: same('review_id', 'filed_at'),
      hashed: `jsonb_build_object('reviewId', r.review_id, 'lessons', r.lessons, 'measures', r.measures,
        'noMeasuresReason', r.no_measures_reason)`,
      rows: 'filed_at IS NOT NULL',
    },
    `'fileMajorFaultReview'`,
    'reportId',
    `'reviewId', e.aggregate_id, 'filedAt', e.at`,
  ),
  {
    table: 'summary',
    when: `e.action = 'reviewSummary'`,
    id: `e.after -> 'step' ->> 'summaryId'`,
    after: `jsonb_build_object('conforming', e.after -> 'step' -> 'conforming', 'comment', e.after -> 'step' -> 'comment',
      'reviewedAt', e.at, 'reviewedById', e.actor_id)`,
    fields: same('conforming', 'comment', 'reviewed_at', 'reviewed_by_id'),
    rows: 'reviewed_at IS NOT NULL',
  },
];

/** What follows from the content of what was filed. */
const DRAWN: readonly RowRule[] = [
  {
    table: 'check_entry',
    when: `e.action = 'recordVisit'`,
    each: `SELECT result FROM %s.record AS r CROSS JOIN jsonb_array_elements(r.content -> 'results') AS result
      WHERE r.id = e.after -> 'step' ->> 'recordId'`,
    id: `e.aggregate_id || ' ' || (e.before ->> 'round') || ' ' || (x.result ->> 'assetCode') || ' ' || (x.result ->> 'item')`,
    after: 'x.result',
    fields: same('result', 'note'),
  },
  {
    table: 'finding',
    when: `e.action = 'submitSummary'`,
    each: `SELECT handling FROM %s.summary AS r CROSS JOIN jsonb_array_elements(r.handlings) AS handling
      WHERE r.id = e.after -> 'step' ->> 'summaryId'`,
    id: `x.handling ->> 'findingId'`,
    after: `jsonb_build_object('handling', x.handling -> 'text')`,
    fields: same('handling'),
    rows: 'handling IS NOT NULL',
  },
];

const GUARANTEE: readonly RowRule[] = [
  {
    table: 'guarantee_task',
    when: `e.aggregate_id LIKE 'gtk\\_%'`,
    fields: same(
      ...['contract_id', 'title', 'kind', 'from_at', 'to_at', 'requirements', 'created_at', 'created_by_id'],
      ...['fulfilled', 'judged_at', 'judged_by_id', 'note', 'gap_since', 'gaps_told'],
    ),
  },
  {
    table: 'guarantee_shift',
    when: `e.action = 'setGuaranteeRoster'`,
    each: `SELECT turn, true AS stays FROM jsonb_array_elements(e.after -> 'shifts') AS turn
      UNION ALL SELECT turn, false FROM jsonb_array_elements(e.before -> 'shifts') AS turn
      WHERE NOT e.after -> 'shifts' @> jsonb_build_array(turn)`,
    id: `e.aggregate_id || ' ' || (x.turn ->> 'personId') || ' ' || (x.turn ->> 'from')::timestamptz(3) || ' '
      || (x.turn ->> 'to')::timestamptz(3)`,
    after: `CASE WHEN x.stays THEN jsonb_build_object('taskId', e.aggregate_id) END`,
    fields: same('task_id'),
  },
  {
    // of a turn that is missing the roster tells
    table: 'guarantee_shift',
    when: `e.action IN ('checkInGuarantee', 'checkOutGuarantee')`,
    each: `SELECT ${ROW_ID.guarantee_shift} AS id FROM %s.guarantee_shift AS r WHERE r.id = e.after ->> 'shiftId'`,
    id: 'x.id',
    fields: same('checked_in_at', 'checked_out_at'),
    rows: 'checked_in_at IS NOT NULL',
  },
];

const REFERENCES: readonly RowRule[] = [
  {
    table: 'reference_document',
    when: `e.aggregate_id LIKE 'ref\\_%' AND e.after ? 'title'`,
    fields: same(
      ...['title', 'kind', 'checklist_items', 'fault_types', 'latest_version'],
      ...['withdrawn_at', 'withdrawn_by_id', 'withdrawal_reason'],
    ),
  },
  {
    table: 'reference_version',
    when: `e.action = 'publishReferenceVersion'`,
    id: `e.aggregate_id || ' ' || (e.after -> 'version' ->> 'no')`,
    after: `e.after -> 'version'`,
    fields: same('attachment_id', 'note', 'published_at', 'published_by_id'),
  },
];

export const INSPECTIONS_ROWS: RowRule[] = [...CASES, ...FILED, ...DRAWN, ...GUARANTEE, ...REFERENCES];
