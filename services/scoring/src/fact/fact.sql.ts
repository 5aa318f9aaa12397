/** SQL: an event as a fact keeps it; `event` is its JSON. */
export const FACT_OF_EVENT = `event ->> 'id', event ->> 'type', event ->> 'subject', (event ->> 'time')::timestamptz,
  event -> 'data'`;

/** SQL: a line for every piece of equipment that the tickets among these facts name. @param facts a table of facts */
export const assetsOf = (facts: string): string => `
  SELECT DISTINCT code #>> '{}', subject, seq
  FROM ${facts}, jsonb_path_query(data, '$.ticket.**.assetCode ? (@ != null)') AS code`;
