import { beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { clockOf, clockStates, GENERAL_FAULT } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

// Assets of the contract `demo-seconds`: one unit, sixteen units, expired long ago, and the link, which has none.
const [ONE_UNIT, SIXTEEN_UNITS, EXPIRED, LINK] = ['L1-S1-01', 'L1-S1-02', 'L3-06', 'KA-LINK'];

const CONSULTATION = {
  kind: 'CONSULTATION',
  severity: undefined,
  assetCode: undefined,
  channel: 'FIXED_LINE',
};
const OTHER = { ...CONSULTATION, kind: 'OTHER' };

/** No worker runs here, and none is missed: a report needs nothing but PostgreSQL. */
let world: TicketsWorld;

/** How much there is of everything a report writes. */
const written = async () =>
  Object.fromEntries(
    await Promise.all(
      ['ticket', 'clock', 'outbox', 'audit_entry', 'escalation', 'idempotency_key'].map(
        async (table) => [table, await world.count(table)] as const,
      ),
    ),
  );

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** What becomes of a report. */
export function intakeStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('a report that cannot be right', () => {
    it.each<[string, object, string[]]>([
      ['a fault without a severity', { severity: undefined }, ['severity']],
      ['a fault that is a consultation', { severity: 'CONSULTATION' }, ['severity']],
      ['a consultation that is major', { ...CONSULTATION, severity: 'MAJOR' }, ['severity']],
      ['another matter with a severity', { ...OTHER, severity: 'GENERAL' }, ['severity']],
      ['a severity nobody knows', { severity: 'HUGE' }, ['severity']],
      ['a fault answered on the phone', { answer: '已处理' }, ['answer']],
      ['no kind', { kind: undefined }, ['kind']],
      ['a channel nobody knows', { channel: 'PIGEON' }, ['channel']],
      ['no summary', { summary: undefined }, ['summary']],
      ['a summary of blanks', { summary: ' \n ' }, ['summary']],
      ['a summary that is too long', { summary: '长'.repeat(201) }, ['summary']],
      ['ten thousand characters of Chinese', { description: '长'.repeat(10_000) }, ['description']],
      ['control characters', { description: 'a\u0007b' }, ['description']],
      ['a text that turns its direction round', { callerName: 'abc\u202e' }, ['callerName']],
      ['equipment that is in no list by its code', { assetCode: 'L9-99' }, ['assetCode']],
      ['fewer than no units', { unitsAffected: -1 }, ['unitsAffected']],
      ['half a unit', { unitsAffected: 0.5 }, ['unitsAffected']],
      ['more units than there are', { unitsAffected: 2 }, ['unitsAffected']],
      ['a unit number beyond the last', { assetCode: SIXTEEN_UNITS, unitNumbers: [16, 17] }, ['unitNumbers']],
      ['a unit number before the first', { assetCode: SIXTEEN_UNITS, unitNumbers: [0] }, ['unitNumbers']],
      ['a unit number twice', { assetCode: SIXTEEN_UNITS, unitNumbers: [3, 3] }, ['unitNumbers']],
      [
        'other unit numbers than units',
        { assetCode: SIXTEEN_UNITS, unitNumbers: [3, 4], unitsAffected: 3 },
        ['unitsAffected'],
      ],
      ['units of the link, which has none', { assetCode: LINK, unitsAffected: 1 }, ['unitsAffected']],
      ['a call in the future', { calledAt: inHours(1) }, ['calledAt']],
      ['an answer before the call', { calledAt: inHours(-1), answeredAt: inHours(-2) }, ['answeredAt']],
      ['a time that is none', { calledAt: 'yesterday' }, ['calledAt']],
      ['a key with a blank', { idempotencyKey: 'a b' }, ['idempotencyKey']],
      ['a key that is too long', { idempotencyKey: 'k'.repeat(101) }, ['idempotencyKey']],
      [
        'several mistakes at once',
        { severity: undefined, unitsAffected: 9, calledAt: inHours(1) },
        ['severity', 'unitsAffected', 'calledAt'],
      ],
    ])('%s: every field at fault is named, nothing is written', async (_, mistake, paths) => {
      const before = await written();
      const { code, fields } = await world.refusedChange('reporter', 'reportTicket', {
        ...GENERAL_FAULT,
        ...mistake,
      });
      expect({ code, paths: fields?.map(({ path }) => path) }).toEqual({ code: 'BAD_USER_INPUT', paths });
      expect(await written()).toEqual(before);
    });

    it.each<[Who, string]>([
      ['dispatcher', 'FORBIDDEN'],
      ['engineer', 'FORBIDDEN'],
      ['bot', 'FORBIDDEN'],
      ['auditor', 'FORBIDDEN'],
      ['unsignedEngineer', 'NDA_REQUIRED'],
    ])('comes from the %s', async (who, code) => {
      const before = await written();
      expect(await world.refusedChange(who, 'reportTicket', GENERAL_FAULT)).toMatchObject({ code });
      expect(await written()).toEqual(before);
    });
  });

  describe('a fault', () => {
    it('is a ticket at once, with three clocks that count from the report', async () => {
      const ticket = await world.report({ summary: '  会议终端黑屏\r\n' });
      expect(ticket).toMatchObject({
        number: expect.stringMatching(/^GD\d{8}-\d{5,}$/),
        state: 'REPORTED',
        round: 1,
        coverage: 'COVERED',
        asset: { code: ONE_UNIT },
        reportedBy: { id: PEOPLE.reporter.id },
        assignee: null,
      });
      expect(clockStates(ticket)).toEqual({ RESPONSE: 'RUNNING', ONSITE: 'RUNNING', RESOLVE: 'RUNNING' });
      const seconds = ticket.clocks.map(
        ({ dueAt }) => (Date.parse(dueAt) - Date.parse(ticket.reportedAt)) / 1000,
      );
      expect(seconds).toEqual([60, 120, 240]);
      expect(await world.rows('SELECT summary FROM ticket WHERE id = $1', [ticket.id])).toEqual([
        { summary: '会议终端黑屏' },
      ]);
    });

    it.each<[string, object, object]>([
      ['one unit unless told otherwise', {}, { unitsAffected: 1, unitNumbers: null }],
      ['no unit at all', { unitsAffected: 0 }, { unitsAffected: 0, unitNumbers: null }],
      [
        'some units',
        { assetCode: SIXTEEN_UNITS, unitsAffected: 16 },
        { unitsAffected: 16, unitNumbers: null },
      ],
      [
        'as many units as are named',
        { assetCode: SIXTEEN_UNITS, unitNumbers: [2, 16] },
        { unitsAffected: 2, unitNumbers: [2, 16] },
      ],
      [
        'one unit when no number is known',
        { assetCode: SIXTEEN_UNITS, unitNumbers: [] },
        { unitsAffected: 1, unitNumbers: null },
      ],
      ['the link, which has no units', { assetCode: LINK }, { unitsAffected: 0, unitNumbers: null }],
    ])('of %s', async (_, units, expected) => {
      expect(await world.report(units)).toMatchObject(expected);
    });

    it('that is major calls the bureau in the same instant, and tells Kafka', async () => {
      const { id, reportedAt } = await world.report({ severity: 'MAJOR' });
      const calls = await world.rows('SELECT reason, level, raised_at FROM escalation WHERE ticket_id = $1', [
        id,
      ]);
      expect(calls).toEqual([{ reason: 'MAJOR_FAULT', level: 3, raised_at: new Date(reportedAt) }]);
      const events = await world.rows<{ type: string }>(
        `SELECT event ->> 'type' AS type FROM outbox WHERE key = $1 ORDER BY outbox.id`,
        [id],
      );
      expect(events.map(({ type }) => type)).toEqual(['ticket.reported', 'escalation.raised']);
    });

    it.each([
      ['NOT_LISTED', { assetCode: undefined }],
      ['OUT_OF_PERIOD', { assetCode: EXPIRED }],
    ])('that is %s waits with its clocks stopped', async (coverage, equipment) => {
      const ticket = await world.report(equipment);
      expect(ticket).toMatchObject({ coverage, state: 'REPORTED' });
      expect(clockStates(ticket)).toEqual({ RESPONSE: 'PAUSED', ONSITE: 'PAUSED', RESOLVE: 'PAUSED' });
    });

    it('keeps what was said of the caller out of events and audit', async () => {
      const { id } = await world.report({ callerName: '李四', callerPhone: '13800001111' });
      const texts = await world.rows<{ text: string }>(
        `SELECT event::text AS text FROM outbox WHERE key = $1
       UNION ALL SELECT after::text FROM audit_entry WHERE aggregate_id = $1`,
        [id],
      );
      expect(texts).toHaveLength(2);
      for (const { text } of texts) expect(text).not.toMatch(/李四|13800001111/);
    });
  });

  describe('a consultation', () => {
    it('answered on the phone is closed at once, in time', async () => {
      const ticket = await world.report({ ...CONSULTATION, answer: '按投屏键' });
      expect(ticket).toMatchObject({
        state: 'CLOSED',
        severity: 'CONSULTATION',
        answer: '按投屏键',
        acceptedAt: ticket.reportedAt,
        closedAt: ticket.reportedAt,
      });
      expect(clockStates(ticket)).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
    });

    it('not answered runs the clocks of a consultation, and has no unit down', async () => {
      const ticket = await world.report(CONSULTATION);
      expect(ticket).toMatchObject({ state: 'REPORTED', coverage: null, unitsAffected: 0 });
      const due = Date.parse(clockOf(ticket, 'RESOLVE').dueAt);
      expect(due - Date.parse(ticket.reportedAt)).toBe(360_000);
    });
  });

  it('another matter runs the response clock alone', async () => {
    expect(clockStates(await world.report(OTHER))).toEqual({ RESPONSE: 'RUNNING' });
  });

  describe('a report that is sent again', () => {
    const key = () => `key-${Math.random()}`;

    it('with its key is the same ticket, taken once', async () => {
      const input = { idempotencyKey: key(), calledAt: inHours(-1) };
      const first = await world.report(input);
      const before = await written();
      expect((await world.report(input)).id).toBe(first.id);
      expect(await written()).toEqual(before);
    });

    it('at once, several times, is one ticket', async () => {
      const input = { idempotencyKey: key() };
      const before = await world.count('ticket');
      const tickets = await Promise.all(Array.from({ length: 6 }, () => world.report(input)));
      expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
      expect(await world.count('ticket')).toBe(before + 1);
    });

    it('with another body is refused on the key', async () => {
      const idempotencyKey = key();
      await world.report({ idempotencyKey });
      const before = await written();
      const changed = { ...GENERAL_FAULT, idempotencyKey, summary: '另一件事' };
      expect(await world.refusedChange('reporter', 'reportTicket', changed)).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'idempotencyKey' }],
      });
      expect(await written()).toEqual(before);
    });

    it('at once, with other bodies, is one ticket; the others are refused on the key', async () => {
      const idempotencyKey = key();
      const before = await world.count('ticket');
      const outcomes = await Promise.allSettled(
        ['一', '二', '三', '四'].map((summary) => world.report({ idempotencyKey, summary })),
      );
      const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      expect(refused).toHaveLength(3);
      for (const { reason } of refused) expect(String(reason)).toContain('idempotencyKey');
      expect(await world.count('ticket')).toBe(before + 1);
    });

    it('with the key of another person is a ticket of its own', async () => {
      const input = { idempotencyKey: key() };
      const [own, other] = [await world.report(input), await world.report(input, 'colleague')];
      expect(own.id).not.toBe(other.id);
    });

    it('after a mistake was put right is taken', async () => {
      const idempotencyKey = key();
      const mistaken = { ...GENERAL_FAULT, idempotencyKey, assetCode: 'L9-99' };
      await world.refusedChange('reporter', 'reportTicket', mistaken);
      expect((await world.report({ idempotencyKey })).state).toBe('REPORTED');
    });
  });
}
