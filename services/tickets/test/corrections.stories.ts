import { beforeAll, describe, expect, it } from '@jest/globals';
import { marksOf } from '@zhishou/rules/clock';
import type { TicketCase } from '@zhishou/rules/ticket-case';
import { PEOPLE } from '@zhishou/testkit/people';
import { agedBy } from './aged-ticket.builder.js';
import { repaired } from './closed-fault.builder.js';
import { clockOf, repairRecord } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

/** No worker runs here: steps and marks are put on file as it would. */
let world: TicketsWorld;

const MINUTE = 60_000;
const at = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const processOf = async (id: string): Promise<TicketCase> => {
  const [ticket] = await world.rows<{ process: TicketCase }>('SELECT process FROM ticket WHERE id = $1', [
    id,
  ]);
  return ticket!.process;
};

const told = (id: string, type: string) =>
  world.rows<{ data: Record<string, unknown> }>(
    `SELECT event -> 'data' AS data FROM outbox WHERE key = $1 AND event ->> 'type' = $2 ORDER BY outbox.id`,
    [id, type],
  );

/** How what went down wrongly, or late, is put right. */
export function correctionStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('the start of a fault', () => {
    it('cannot be corrected to what has not come yet, nor to after its end', async () => {
      const { id } = await world.report();
      const refused = async (startedAt: string) => {
        const before = await world.recorded();
        const refusal = await world.refusedChange('supervisor', 'correctFaultStart', {
          ticketId: id,
          startedAt,
          reason: '值班记录',
        });
        expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'startedAt' }] });
        expect(await world.recorded()).toEqual(before);
        return refusal.message;
      };
      expect(await refused(at(new Date().toISOString(), MINUTE))).toContain('future');
      await repaired(world, id);
      const { repairedAt } = await world.read(id);
      expect(await refused(at(repairedAt!, 1))).toContain('after the end');
    });

    it('stands in the audit log as it was and as it is, as does what else went down', async () => {
      const { id, reportedAt } = await world.report();
      const startedAt = at(reportedAt, -MINUTE);
      const affected = { assetCode: 'L1-S1-02', unitsAffected: 3, unitNumbers: null };
      const details = { startedAt, reason: '值班记录' };
      await world.record('supervisor', id, { action: 'correctFaultStart' }, details);
      await world.record('supervisor', id, { action: 'addAffectedAssets', assets: [affected] });
      const entries = await world.rows(
        'SELECT action, before, after FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq OFFSET 1',
        [id],
      );
      expect(entries).toMatchObject([
        {
          action: 'correctFaultStart',
          before: { startedAt: reportedAt },
          after: { startedAt, step: { reason: '值班记录' } },
        },
        {
          action: 'addAffectedAssets',
          before: { affectedAssets: [] },
          after: { affectedAssets: [affected] },
        },
      ]);
    });
  });

  describe('a step made offline', () => {
    const breached = async () => {
      const { id } = await world.report();
      await agedBy(world, id, 90_000);
      const { clocks } = await processOf(id);
      const marks = clocks.flatMap(marksOf).filter((mark) => mark.at < Date.now());
      await world.activities.claimMarks({ kind: 'ticket', caseId: id, marks });
      return { id, opened: clocks[0]!.startedAt };
    };

    it('counts from its own instant once it is accepted: what was told since is taken back, and nothing else', async () => {
      const { id, opened } = await breached();
      const madeAt = opened + 40_000;
      await world.record('dispatcher', id, { action: 'acceptTicket', madeAt });
      expect(clockOf(await world.read(id), 'RESPONSE').state).toBe('MET_LATE');
      await world.record('supervisor', id, { action: 'acceptOfflineInstant', clock: 'RESPONSE' });
      const ticket = await world.read(id);
      expect(clockOf(ticket, 'RESPONSE')).toMatchObject({ state: 'MET', breachedAt: null });
      expect(ticket.acceptedAt).toBe(new Date(madeAt).toISOString());
      const calls = await world.rows(
        `SELECT reason, mark, withdrawn_at IS NOT NULL AS withdrawn FROM escalation WHERE ticket_id = $1 ORDER BY raised_at, reason DESC`,
        [id],
      );
      expect(calls).toEqual([
        { reason: 'RESPONSE_WARNING', mark: 'WARNING_50', withdrawn: false },
        { reason: 'RESPONSE_WARNING', mark: 'WARNING_80', withdrawn: true },
        { reason: 'RESPONSE_BREACH', mark: 'BREACH', withdrawn: true },
        { reason: 'ONSITE_WARNING', mark: 'WARNING_50', withdrawn: false },
      ]);
      const withdrawn = await told(id, 'escalation.withdrawn');
      expect(withdrawn.map(({ data }) => data.reason).sort()).toEqual([
        'RESPONSE_BREACH',
        'RESPONSE_WARNING',
      ]);
      const { ticket: shown } = await world.ask<{ ticket: { timeline: { note: string }[] } }>(
        'supervisor',
        'query ($id: ID) { ticket(id: $id) { timeline { note } } }',
        { id },
      );
      expect(shown.timeline.map(({ note }) => note)).toContain('BREACH withdrawn');
    });

    it('is not accepted where the fault would end before it began', async () => {
      const { id, opened } = await breached();
      const engineerId = PEOPLE.engineer.id;
      await world.record('dispatcher', id, { action: 'acceptTicket', engineerId });
      await world.record('engineer', id, { action: 'startRemoteSupport', engineerId });
      const repair = { action: 'fileRepairReport', engineerId, madeAt: opened + 40_000 } as const;
      await world.record('engineer', id, repair, repairRecord({ handlerIds: [engineerId] }));
      const startedAt = new Date(opened + 41_000).toISOString();
      const on = { ticketId: id, reason: '监控记录' };
      await world.record(
        'supervisor',
        id,
        { action: 'correctFaultStart' },
        { startedAt, reason: '监控记录' },
      );
      const refused = await world.refusedChange('supervisor', 'acceptOfflineInstant', {
        ...on,
        clock: 'RESOLVE',
      });
      expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'clock' }] });
    });

    it('is accepted only where one was made', async () => {
      const { id } = await breached();
      await world.record('dispatcher', id, { action: 'acceptTicket', madeAt: Date.now() });
      const input = { ticketId: id, clock: 'ONSITE', reason: '门禁记录' };
      expect(await world.refusedChange('supervisor', 'acceptOfflineInstant', input)).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'clock' }],
      });
    });
  });

  it('a fault reclassified to a major one calls the bureau, once', async () => {
    const { id } = await world.report();
    const calls = () =>
      world.rows('SELECT reason, level, raised_at FROM escalation WHERE ticket_id = $1', [id]);
    expect(await calls()).toEqual([]);
    const reclassify = (severity: 'MAJOR' | 'GENERAL') =>
      world.record('supervisor', id, { action: 'reclassifyTicket', severity }, { reason: '全会场中断' });
    const { at: instant } = await reclassify('MAJOR');
    await reclassify('MAJOR');
    expect(await calls()).toEqual([{ reason: 'MAJOR_FAULT', level: 3, raised_at: new Date(instant) }]);
    expect(await told(id, 'escalation.raised')).toHaveLength(1);
  });
}
