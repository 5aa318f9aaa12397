import type { EntityManager } from 'typeorm';
import { ROW_ID, ROW_RULES, type RowRule } from './row-rules.js';
import type { Fault, Problem } from './verdict.js';

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
    if (!first) continue;
    const detail = `${rule.table} ${first.row_id}${first.fields ? `: ${first.fields.join(', ')}` : ''}`;
    faults.push({ seq: Number(first.seq), problem: first.problem, detail });
  }
  return faults;
}

// Instants are compared as such: a row writes them otherwise than an entry does.
const differences = (service: string, rule: RowRule): string =>
  `WITH entry AS (
     SELECT seq, at, actor_id, actor_role, action, aggregate_id, nullif(before, 'null') AS before,
            nullif(after, 'null') AS after FROM %s.audit_entry),
   told AS (
     SELECT e.seq, ${rule.id ?? 'e.aggregate_id'} AS id, ${rule.after ?? 'e.after'} AS after
     FROM entry AS e WHERE ${rule.when}),
   newest AS (SELECT DISTINCT ON (id) id, seq, after FROM told ORDER BY id, seq DESC),
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
     WHERE CASE WHEN said."column" ~ '(^|_)at$' AND jsonb_typeof(said.value) = 'string'
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
