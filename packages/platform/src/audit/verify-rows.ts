import type { EntityManager } from 'typeorm';
import { canonicalJson, sha256 } from '../canonical-json.js';
import { ROW_ID, type RowRule } from './row-rule.js';
import { ROW_CHECKS, ROW_RULES } from './row-rules.js';
import type { Fault, Problem } from './verdict.js';

/** Contents may be large: so many are looked at at once. */
const CONTENTS_AT_ONCE = 50;

interface Difference {
  seq: string;
  problem: Problem;
  row_id: string;
  fields: string[] | null;
}

/** Of every table of the service that is on record, the first row that is not what the chain says of it. */
export async function rowFaults(manager: EntityManager, service: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const rule of ROW_RULES[service] ?? []) {
    const [first] = await manager.query<Difference[]>(differences(service, rule), [
      Object.keys(rule.fields),
      Object.values(rule.fields),
    ]);
    const found = first ?? (await unlikeHash(manager, service, rule));
    if (found) faults.push(faultOf(rule.table, found));
  }
  for (const [table, check] of Object.entries(ROW_CHECKS[service] ?? {})) {
    const [found] = await manager.query<Difference[]>(check.replaceAll('%s', service));
    if (found) faults.push(faultOf(table, found));
  }
  return faults;
}

const faultOf = (table: string, { seq, problem, row_id, fields }: Difference): Fault => ({
  seq: Number(seq),
  problem,
  detail: `${table} ${row_id}${fields ? `: ${fields.join(', ')}` : ''}`,
});

/** The first row whose content is not what its hash, which is on record, is the hash of. */
async function unlikeHash(
  manager: EntityManager,
  service: string,
  rule: RowRule,
): Promise<Difference | undefined> {
  if (rule.hashed === undefined) return undefined;
  let page: { seq: string; row_id: string; hash: string; content: unknown }[];
  let last = '';
  do {
    page = await manager.query<typeof page>(contents(service, rule, rule.hashed), [last, CONTENTS_AT_ONCE]);
    const wrong = page.find(({ hash, content }) => hash !== sha256(canonicalJson(content)));
    if (wrong) return { ...wrong, problem: 'ROW_CHANGED', fields: ['content'] };
    last = page.at(-1)?.row_id ?? '';
  } while (page.length === CONTENTS_AT_ONCE);
  return undefined;
}

/** What the entries tell, and of each row the newest of it. */
const told = (rule: RowRule): string =>
  `WITH entry AS (
     SELECT seq, at, actor_id, actor_role, action, aggregate_id, nullif(before, 'null') AS before,
            nullif(after, 'null') AS after FROM %s.audit_entry),
   told AS (
     SELECT e.seq, ${rule.id ?? 'e.aggregate_id'} AS id, ${rule.after ?? 'e.after'} AS after
     FROM entry AS e ${rule.each ? `CROSS JOIN LATERAL (${rule.each}) AS x` : ''} WHERE ${rule.when}),
   newest AS (SELECT DISTINCT ON (id) id, seq, after FROM told ORDER BY id, seq DESC)`;

const contents = (service: string, { hash, ...rule }: RowRule, hashed: string): string =>
  `${told(rule)}
   SELECT newest.seq, r.id AS row_id, ${hash ?? 'r.hash'} AS hash, ${hashed} AS content
   FROM newest JOIN %s.${rule.table} AS r ON r.id = newest.id
   WHERE r.id > $1 ORDER BY r.id LIMIT $2`.replaceAll('%s', service);

// Instants are compared as such: a row writes them otherwise than an entry does.
const differences = (service: string, rule: RowRule): string =>
  `${told(rule)},
   said AS (
     SELECT DISTINCT ON (told.id, f.field) told.id, told.seq, f.field, f."column", told.after -> f.field AS value
     FROM told JOIN newest ON newest.id = told.id AND newest.after IS NOT NULL
     CROSS JOIN unnest($1::text[], $2::text[]) AS f (field, "column")
     WHERE told.after ? f.field
     ORDER BY told.id, f.field, told.seq DESC),
   there AS (SELECT ${ROW_ID[rule.table] ?? 'r.id'} AS id, to_jsonb(r) AS content FROM %s.${rule.table} AS r),
   owed AS (SELECT ${ROW_ID[rule.table] ?? 'r.id'} AS id FROM %s.${rule.table} AS r WHERE ${rule.rows ?? 'true'}),
   different AS (
     SELECT min(said.seq) AS seq, 'ROW_CHANGED' AS problem, said.id AS row_id,
            array_agg(said.field ORDER BY said.field) AS fields
     FROM said JOIN there USING (id)
     WHERE CASE WHEN said."column" ~ '(^|_)(at|since)$' AND jsonb_typeof(said.value) = 'string'
             THEN (said.value #>> '{}')::timestamptz IS DISTINCT FROM (there.content ->> said."column")::timestamptz
             ELSE said.value IS DISTINCT FROM there.content -> said."column" END
     GROUP BY said.id
     UNION ALL
     SELECT newest.seq, 'ROW_MISSING', newest.id, NULL FROM newest LEFT JOIN there USING (id)
     WHERE newest.after IS NOT NULL AND there.id IS NULL
     UNION ALL
     SELECT newest.seq, 'ROW_UNKNOWN', newest.id, NULL FROM newest JOIN there USING (id) WHERE newest.after IS NULL
     UNION ALL
     SELECT 0, 'ROW_UNKNOWN', owed.id, NULL FROM owed LEFT JOIN newest USING (id) WHERE newest.id IS NULL)
   SELECT seq, problem, row_id, fields FROM different ORDER BY seq LIMIT 1`.replaceAll('%s', service);
