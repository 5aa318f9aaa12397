/** How the rows of a table follow from what the entries of its service's chain say was made of them. */
export interface RowRule {
  table: string;
  /** SQL over an entry `e`: whether it tells of such a row, and of which (default: the aggregate) */
  when: string;
  /** SQL over an entry `e`: rows `x`, each of which tells of another row (default: the entry tells of one) */
  each?: string;
  id?: string;
  /** SQL over an entry `e`: the audited state (default: its `after`) */
  after?: string;
  /** field of the audited state → column; the newest entry that has the field counts */
  fields: Record<string, string>;
  /** SQL over a row `r`: what `hash` is the hash of */
  hashed?: string;
  /** SQL over a row `r` and the newest entry `newest`: that hash (default: the column `hash`, which is among the fields) */
  hash?: string;
  /** SQL over a row: of which rows an entry must tell (default: of every one) */
  rows?: string;
}

/** Fields that are called like their columns. */
export const same = (...columns: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [camel(column), column]));

const camel = (column: string): string =>
  column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** SQL over a row `r`: by what an entry names it (default: its id). */
export const ROW_ID: Record<string, string> = {
  check_entry: `r.visit_id || ' ' || r.round || ' ' || r.asset_code || ' ' || r.item`,
  guarantee_shift: `r.task_id || ' ' || r.person_id || ' ' || r.from_at || ' ' || r.to_at`,
  reference_version: `r.document_id || ' ' || r.no`,
  transition: `r.case_id || ' ' || r.version`,
  nda_agreement: `r.person_id || ' ' || (SELECT count(*) FROM %s.nda_agreement AS o WHERE o.person_id = r.person_id
    AND o.id <= r.id)`,
};

/** The case of a row, of which its workflow knows no more: what the kit records of it with each step. */
export const caseOf = (kind: string, table: string = kind): RowRule => ({
  table,
  when: `e.after #>> '{process,kind}' = '${kind}'`,
  fields: {},
  hashed: 'r.process',
  hash: `newest.after #>> '{process,hash}'`,
  rows: 'false',
});

/** A step of whichever kind of case: what the kit records of it (`recordTransition`). */
export const STEPS_OF_CASES: RowRule = {
  table: 'transition',
  when: `e.before IS NOT NULL AND e.after ?& ARRAY['state', 'version', 'step']`,
  id: `e.aggregate_id || ' ' || (e.after ->> 'version')`,
  after: `jsonb_strip_nulls(jsonb_build_object('toState', e.after -> 'state', 'at', e.at, 'byId', e.actor_id,
    'byRole', e.actor_role, 'action', e.action, 'fromState', e.before -> 'state',
    'round', CASE WHEN e.before ? 'planVersion' THEN to_jsonb(greatest(1, (e.before ->> 'planVersion')::int))
      ELSE e.before -> 'round' END))`,
  fields: same('to_state', 'at', 'by_id', 'by_role', 'action', 'from_state', 'round'),
};
