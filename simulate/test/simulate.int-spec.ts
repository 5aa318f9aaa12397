import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeUp } from '@zhishou/local/simulate/made-up';
import { monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { Installation } from './installation.builder.js';

const FIRST = shiftMonth(monthOf(Date.now()), -2);

describe('two months that are made up', () => {
  let installation: Installation;
  let madeUp: MadeUp;

  beforeAll(async () => {
    installation = await Installation.make();
    madeUp = installation.planned({ months: 2, faults: 12, seed: 7 });
    await installation.makeUp(madeUp);
  }, 240_000);

  afterAll(() => installation.remove());

  it('end in sheets: the first is locked, the second there to be scored', async () => {
    const sheets = await installation.rows<{ month: string; state: string }>(
      'SELECT month, state FROM scoring.sheet ORDER BY month',
    );
    expect(sheets.map(({ month }) => month)).toEqual([FIRST, shiftMonth(FIRST, 1)]);
    expect(sheets[0]).toMatchObject({ state: 'CONFIRMED' });
  });

  it('are computed again from their facts, point by point', async () => {
    expect(await installation.replay()).toBe(0);
  });

  it('leave a trace that holds, and rows that agree with it', async () => {
    expect(await installation.verify()).toBe(0);
  });

  it('have the bulletin of the first, issued and kept', async () => {
    const issued = await installation.rows(
      `SELECT document_id AS id, cardinality(file_ids) AS files, generated FROM scoring.document_submission
       WHERE document_id LIKE '%/BULLETIN/%'`,
    );
    expect(issued).toContainEqual({ id: `shaoguan-2026/BULLETIN/${FIRST}`, files: 1, generated: true });
  });

  it('lie in the past, and leave their clock nowhere', async () => {
    const [told] = await installation.rows<{ early: number; late: number }>(
      `SELECT count(*) FILTER (WHERE time < '${madeUp.signedOn}T00:00+08')::int AS early,
              count(*) FILTER (WHERE time > clock_timestamp())::int AS late FROM scoring.fact`,
    );
    expect(told).toEqual({ early: 0, late: 0 });
    expect(await installation.rows(`SELECT FROM pg_namespace WHERE nspname = 'simulation'`)).toEqual([]);
  });

  it('become facts in the order in which they were told', async () => {
    const [wrong] = await installation.rows<{ count: number }>(
      `SELECT count(*)::int FROM (SELECT time < lag(time) OVER (ORDER BY seq) AS back FROM scoring.fact) AS told WHERE back`,
    );
    expect(wrong).toEqual({ count: 0 });
    const events = await installation.rows(
      `SELECT event ->> 'id' FROM (SELECT event FROM tickets.outbox UNION ALL SELECT event FROM inspections.outbox) AS told
       WHERE NOT EXISTS (SELECT FROM scoring.fact WHERE event_id = told.event ->> 'id')`,
    );
    expect(events).toEqual([]);
  });

  it('have behind every lost point what can be looked at', async () => {
    const lost = await installation.rows(
      `SELECT kind, id FROM (
         SELECT DISTINCT one ->> 'kind' AS kind, one ->> 'id' AS id
         FROM scoring.scoring, jsonb_path_query(result, '$.**.evidence[*]') AS one) AS evidence
       WHERE NOT CASE kind
         WHEN 'FAULT' THEN EXISTS (SELECT FROM tickets.ticket WHERE ticket.id = evidence.id)
         WHEN 'VISIT' THEN EXISTS (SELECT FROM inspections.visit WHERE visit.id = evidence.id)
         WHEN 'GUARANTEE_TASK' THEN EXISTS (SELECT FROM inspections.guarantee_task AS task WHERE task.id = evidence.id)
         WHEN 'SERVICE_EVENT' THEN EXISTS (SELECT FROM scoring.service_event AS event WHERE event.id = evidence.id)
         ELSE evidence.id LIKE 'shaoguan-2026/%' END`,
    );
    expect(lost).toEqual([]);
  });

  it('leave a settlement that is forecast, its first instalment paid', async () => {
    const [settlement] = await installation.rows('SELECT state FROM scoring.settlement');
    const [first] = await installation.rows('SELECT state FROM scoring.instalment WHERE no = 1');
    expect([settlement, first]).toEqual([{ state: 'RUNNING' }, { state: 'PAID' }]);
  });

  it('are never mixed into what is there', async () => {
    const count = () => installation.rows('SELECT count(*) FROM tickets.outbox');
    const before = await count();
    await expect(installation.makeUp(madeUp)).rejects.toThrow('模拟数据只能写入空系统');
    expect(await count()).toEqual(before);
  });

  it('go on by workflows that agree with every case', async () => {
    await installation.goOn(madeUp);
    const owed = `SELECT id FROM tickets.ticket WHERE process_started_at IS NULL
      UNION ALL SELECT id FROM inspections.visit WHERE process_started_at IS NULL
      UNION ALL SELECT id FROM inspections.cycle WHERE process_started_at IS NULL
      UNION ALL SELECT id FROM scoring.sheet WHERE process_started_at IS NULL`;
    await eventually(async () => (await installation.rows(owed)).length === 0, { within: 60_000 });
    for (const service of ['tickets', 'inspections', 'scoring'])
      expect(await installation.drift(service)).toEqual([]);
  }, 180_000);
});
