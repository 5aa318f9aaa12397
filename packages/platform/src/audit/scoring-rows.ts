import { caseOf, type RowRule, same, STEPS_OF_CASES } from './row-rule.js';

/** What of scores and money is on record in the chain. */
export const SCORING_ROWS: readonly RowRule[] = [
  {
    table: 'service_event',
    when: `e.action = 'registerServiceEvent'`,
    fields: same(
      'month',
      'contract_id',
      'kind',
      'points',
      'note',
      'ticket_id',
      'file_ids',
      'recorded_at',
      'recorded_by_id',
    ),
  },
  {
    table: 'document_submission',
    when: `e.action IN ('submitDocument', 'judgeDocument', 'issueBulletin')`,
    id: `e.after ->> 'submissionId'`,
    fields: same(
      ...['document_id', 'no', 'note', 'file_ids', 'generated', 'submitted_at', 'submitted_by_id'],
      ...['conforming', 'judgement_note', 'judged_at', 'judged_by_id'],
    ),
  },
  {
    table: 'sheet',
    when: `e.aggregate_id LIKE '%/____-__' AND e.after ? 'state'`,
    fields: same('contract_id', 'month', 'state', 'version', 'scoring_id', 'objection_text', 'answer_text'),
  },
  {
    // stored before the step that names it by id and hash: the hash stands for what was computed
    table: 'scoring',
    when: `e.action IN ('scoreMonth', 'enterPaperScores')`,
    id: `e.after -> 'step' -> 'scoring' ->> 'scoringId'`,
    after: `jsonb_build_object('sheetId', e.aggregate_id, 'lastFact', e.after -> 'step' -> 'scoring' -> 'lastFact',
      'hash', e.after -> 'step' -> 'scoring' -> 'hash', 'scoredAt', e.at)`,
    fields: same('sheet_id', 'last_fact', 'hash', 'scored_at'),
    hashed: 'r.result',
    rows: 'scored_at IS NOT NULL',
  },
  {
    table: 'settlement',
    when: `e.action = 'openSettlement' OR e.after #>> '{process,kind}' = 'settlement'`,
    fields: same('state', 'version', 'base_reason'),
  },
  {
    table: 'instalment',
    when: `e.action = 'openInstalments' OR e.after #>> '{process,kind}' = 'instalment'`,
    fields: same('contract_id', 'no', 'state', 'version'),
  },
  STEPS_OF_CASES,
  caseOf('sheet'),
  caseOf('settlement'),
  caseOf('instalment'),
];
