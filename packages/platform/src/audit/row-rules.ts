/** How the rows of a table follow from what the entries of its service's chain say was made of them. */
export interface RowRule {
  table: string;
  /** SQL over an entry `e`: whether it tells of such a row, and of which (default: the aggregate) */
  when: string;
  id?: string;
  /** SQL over an entry `e`: the audited state (default: its `after`) */
  after?: string;
  /** field of the audited state → column; the newest entry that has the field counts */
  fields: Record<string, string>;
  /** SQL over a row: of which rows an entry must tell (default: of every one) */
  rows?: string;
}

const same = (...columns: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [camel(column), column]));

const camel = (column: string): string =>
  column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

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
  inspections: [
    ATTACHMENTS,
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
      fields: same('kind', 'cycle_id', 'visit_id', 'asset_code', 'item', 'description', 'accompanied_by_id'),
    },
    {
      // a hazard that nobody has decided on is told of by its finding
      table: 'hazard',
      when: `e.aggregate_id LIKE 'fnd\\_%' AND e.after ? 'version'`,
      fields: same('state', 'version', 'closed_at'),
      rows: 'version > 0',
    },
  ],
  scoring: [
    {
      table: 'service_event',
      when: `e.action = 'registerServiceEvent'`,
      fields: same('month', 'kind', 'points', 'note', 'ticket_id', 'recorded_at', 'recorded_by_id'),
    },
  ],
};

/** SQL over a row `r`: by what an entry names it (default: its id). */
export const ROW_ID: Record<string, string> = {
  transition: `r.case_id || ' ' || r.version`,
  nda_agreement: `r.person_id || ' ' || (SELECT count(*) FROM %s.nda_agreement AS o WHERE o.person_id = r.person_id
    AND o.id <= r.id)`,
};
