import { FACT_CHECK } from './fact-check.js';
import { INSPECTIONS_ROWS } from './inspections-rows.js';
import { caseOf, type RowRule, same } from './row-rule.js';
import { SCORING_ROWS } from './scoring-rows.js';

/** Of every service that keeps files. */
const ATTACHMENTS: RowRule = {
  table: 'attachment',
  when: `e.action = 'addAttachment'`,
  id: `e.after ->> 'attachmentId'`,
  fields: same('file_name', 'size', 'sha256'),
};

/**
 * What of the business is on record in the chains, by service. Not there, and so not compared: names and telephone
 * numbers of callers, secrets and their hashes, and what processes write down for themselves.
 */
export const ROW_RULES: Record<string, RowRule[]> = {
  tickets: [
    {
      table: 'ticket',
      when: `e.aggregate_id LIKE 'tkt\\_%' AND e.after ?& ARRAY['state', 'version']`,
      // the answer to a consultation is part of its step
      after: `CASE WHEN e.after -> 'step' ? 'answer'
                THEN e.after || jsonb_build_object('answer', e.after -> 'step' -> 'answer') ELSE e.after END`,
      fields: same(
        ...['number', 'kind', 'severity', 'state', 'round', 'version', 'coverage', 'asset_code', 'summary'],
        ...[
          'description',
          'channel',
          'number_called',
          'called_at',
          'answered_at',
          'location',
          'units_affected',
        ],
        ...[
          'unit_numbers',
          'fault_type',
          'answer',
          'reported_at',
          'started_at',
          'reported_by_id',
          'assignee_id',
        ],
        ...['accepted_at', 'repaired_at', 'closed_at', 'contract_version', 'contract_id'],
      ),
    },
    {
      table: 'transition',
      when: `e.aggregate_id LIKE 'tkt\\_%' AND e.after ?& ARRAY['state', 'version']
             AND (e.before IS NOT NULL OR e.after ->> 'state' <> 'REPORTED')`,
      id: `e.aggregate_id || ' ' || (e.after ->> 'version')`,
      after: `jsonb_build_object('toState', e.after -> 'state', 'at', e.at, 'byId', e.actor_id, 'byRole', e.actor_role)
              || CASE WHEN e.before IS NULL THEN '{}' ELSE jsonb_build_object('action', e.action,
                   'fromState', e.before -> 'state', 'round', e.before -> 'round') END`,
      fields: same('to_state', 'at', 'by_id', 'by_role', 'action', 'from_state', 'round'),
    },
    caseOf('ticket'),
    ATTACHMENTS,
    {
      table: 'spare_part',
      when: `e.aggregate_id LIKE 'spt\\_%' AND e.after ? 'stock'`,
      fields: same('code', 'name', 'model', 'asset_codes', 'unit', 'stock', 'low_at'),
    },
    {
      table: 'escalation',
      when: `e.action = 'acknowledgeEscalation'`,
      fields: same('acknowledged_at', 'acknowledged_by_id', 'acknowledgement_note'),
      rows: 'acknowledged_at IS NOT NULL',
    },
  ],
  directory: [
    {
      table: 'person',
      when: `e.aggregate_id LIKE 'psn\\_%' AND e.after ? 'username'`,
      fields: same('username', 'display_name', 'role', 'side', 'nda_signed', 'active'),
    },
    {
      table: 'duty_shift',
      when: `e.aggregate_id LIKE 'dty\\_%' AND (e.after IS NULL OR e.after ? 'startsAt')`,
      fields: same('person_id', 'starts_at', 'ends_at', 'note'),
    },
    {
      table: 'duty_gap',
      when: `e.aggregate_id LIKE 'gap\\_%'`,
      fields: same('person_id', 'side', 'starts_at', 'ends_at', 'why', 'opened_at', 'closed_at'),
    },
    {
      table: 'machine_account',
      when: `e.after ? 'machineAccount' OR e.aggregate_id LIKE 'mch\\_%'`,
      id: `coalesce(e.after ->> 'machineAccount', e.aggregate_id)`,
      fields: same('scopes', 'secret_set_at'),
    },
    {
      // a person's signatures in their order
      table: 'nda_agreement',
      when: `e.after ? 'documentHash'`,
      id: `e.aggregate_id || ' ' || (SELECT count(*) FROM %s.audit_entry AS o WHERE o.aggregate_id = e.aggregate_id
             AND o.after ? 'documentHash' AND o.seq <= e.seq)`,
      fields: same('document_hash'),
    },
  ],
  inspections: [ATTACHMENTS, ...INSPECTIONS_ROWS],
  scoring: [ATTACHMENTS, ...SCORING_ROWS],
};

/** By service and table: SQL that finds what is wrong with rows that no entry of their own tells of. */
export const ROW_CHECKS: Record<string, Record<string, string>> = { scoring: { fact: FACT_CHECK } };
