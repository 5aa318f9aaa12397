/**
 * SQL: the first fact of scoring whose hash is not that of itself and all before it, and the first entry of the chain that
 * knows another hash over the facts up to one than there is now.
 */
export const FACT_CHECK = `
  WITH chain AS (
    SELECT seq, hash, %s.fact_hash(lag(hash) OVER (ORDER BY seq), event_id, type, subject, time, data) AS own FROM %s.fact),
  noted AS (
    SELECT seq, after -> 'step' -> 'scoring' AS up_to FROM %s.audit_entry WHERE action = 'scoreMonth'
    UNION ALL SELECT seq, after FROM %s.audit_entry WHERE action = 'noteFacts')
  (SELECT 0 AS seq, 'ROW_CHANGED' AS problem, seq::text AS row_id, NULL::text[] AS fields
   FROM chain WHERE hash IS DISTINCT FROM own ORDER BY chain.seq LIMIT 1)
  UNION ALL
  (SELECT noted.seq, 'ROW_CHANGED', 'up to ' || (up_to ->> 'lastFact'), NULL
   FROM noted LEFT JOIN %s.fact ON fact.seq = (up_to ->> 'lastFact')::bigint
   WHERE up_to ? 'factsHash' AND fact.hash IS DISTINCT FROM up_to ->> 'factsHash' ORDER BY noted.seq LIMIT 1)`;
