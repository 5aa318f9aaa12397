import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event, TicketEventData } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE } from '@zhishou/testkit/people';
import { clockOf, clockStates, mutation, repairRecord, type TicketView } from './ticket.view.js';
import { TicketsWorld } from './tickets.world.js';

const HISTORY = `query ($id: ID) { ticket(id: $id) {
  timeline { id type at by { id } toState round clock note }
  repairReports { round filedAt filedBy { id } phenomenon faultType startedAt repairedAt causeAnalysis handling
    responsibilityAnalysis lessons handlers { id } sparePartsUsed { quantity } }
  recoveryTests { round passed note testedBy { id } }
  callback { dueAt answeredAt satisfied comment } } }`;

interface History {
  timeline: { id: string; type: string; at: string; by: { id: string }; toState: string; note: string }[];
  repairReports: Record<string, unknown>[];
  recoveryTests: Record<string, unknown>[];
  callback: Record<string, unknown> | null;
}

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
  await world.startWorker();
});

afterAll(() => world?.close());

const history = async (id: string): Promise<History> =>
  (await world.ask<{ ticket: History }>('supervisor', HISTORY, { id })).ticket;

describe('a fault that comes back once', () => {
  const RECORD = repairRecord();
  let ticket: TicketView;
  const take = async (...[who, name, input]: Parameters<TicketsWorld['change']>): Promise<TicketView> =>
    (ticket = await world.change(who, name, { ticketId: ticket.id, ...input }));

  it('is accepted, supported, dispatched, reached and repaired', async () => {
    ticket = await world.report();
    await take('dispatcher', 'acceptTicket', { engineerId: PEOPLE.engineer.id });
    expect(ticket).toMatchObject({ state: 'ACCEPTED', assignee: { id: PEOPLE.engineer.id }, version: 1 });
    expect(clockOf(ticket, 'RESPONSE')).toMatchObject({ state: 'MET', metAt: ticket.acceptedAt });
    await take('engineer', 'startRemoteSupport', { note: '远程重启无效' });
    expect(ticket.state).toBe('REMOTE_SUPPORT');
    await take('dispatcher', 'dispatchEngineer', { engineerId: PEOPLE.secondEngineer.id });
    expect(ticket).toMatchObject({ state: 'DISPATCHED', assignee: { id: PEOPLE.secondEngineer.id } });
    await take('secondEngineer', 'checkIn', { latitude: 24.81, longitude: 113.6 });
    expect(clockStates(ticket)).toEqual({ RESPONSE: 'MET', ONSITE: 'MET', RESOLVE: 'RUNNING' });
    await take('secondEngineer', 'fileRepairReport', RECORD);
    expect(ticket).toMatchObject({ state: 'REPAIRED', faultType: 'POWER' });
    expect(clockOf(ticket, 'RESOLVE')).toMatchObject({ state: 'MET', metAt: ticket.repairedAt });
  });

  it('fails the test: the next round, its resolve clock goes on', async () => {
    const before = clockOf(ticket, 'RESOLVE');
    await take('supervisor', 'recordRecoveryTest', { passed: false, note: '仍会断开' });
    expect(ticket).toMatchObject({ state: 'REOPENED', round: 2, repairedAt: null, faultType: null });
    const after = clockOf(ticket, 'RESOLVE');
    expect(after).toMatchObject({ state: 'RUNNING', startedAt: before.startedAt, metAt: null });
    expect(Date.parse(after.dueAt)).toBeGreaterThanOrEqual(Date.parse(before.dueAt));
  });

  it('is repaired for good, passes the test, and the customer is asked', async () => {
    await take('secondEngineer', 'fileRepairReport', { ...RECORD, faultType: 'CABLE' });
    await take('supervisor', 'recordRecoveryTest', { passed: true });
    expect(ticket).toMatchObject({ state: 'CLOSED', round: 2, faultType: 'CABLE' });
    expect(ticket.allowedActions).toContain('recordCallback');
    await take('reporter', 'recordCallback', { satisfied: false, comment: '两次才修好' });
    expect(ticket.allowedActions).not.toContain('recordCallback');
  });

  it('keeps its whole story', async () => {
    const { timeline, repairReports, recoveryTests, callback } = await history(ticket.id);
    expect(timeline.map(({ type, toState, by, note }) => [type, toState, by.id, note])).toEqual([
      ['ticket.reported', 'REPORTED', PEOPLE.reporter.id, '视频会议服务器无法开机'],
      ['ticket.accepted', 'ACCEPTED', PEOPLE.dispatcher.id, null],
      ['ticket.remote-support-started', 'REMOTE_SUPPORT', PEOPLE.engineer.id, '远程重启无效'],
      ['ticket.dispatched', 'DISPATCHED', PEOPLE.dispatcher.id, null],
      ['ticket.checked-in', 'ON_SITE', PEOPLE.secondEngineer.id, null],
      ['ticket.repair-reported', 'REPAIRED', PEOPLE.secondEngineer.id, null],
      ['ticket.recovery-tested', 'REOPENED', PEOPLE.supervisor.id, '仍会断开'],
      ['ticket.repair-reported', 'REPAIRED', PEOPLE.secondEngineer.id, null],
      ['ticket.recovery-tested', 'CLOSED', PEOPLE.supervisor.id, null],
      ['ticket.callback-recorded', 'CLOSED', PEOPLE.reporter.id, '两次才修好'],
    ]);
    const instants = timeline.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length);
    const filedBy = { id: PEOPLE.secondEngineer.id };
    const { faultType: _type, ...filed } = RECORD;
    expect(repairReports).toEqual([
      {
        ...filed,
        faultType: 'POWER',
        round: 1,
        filedAt: instants[5],
        filedBy,
        handlers: [filedBy],
        sparePartsUsed: [],
      },
      {
        ...filed,
        faultType: 'CABLE',
        round: 2,
        filedAt: instants[7],
        filedBy,
        handlers: [filedBy],
        sparePartsUsed: [],
      },
    ]);
    const testedBy = { id: PEOPLE.supervisor.id };
    expect(recoveryTests).toEqual([
      { round: 1, passed: false, note: '仍会断开', testedBy },
      { round: 2, passed: true, note: null, testedBy },
    ]);
    const dueAt = new Date(Date.parse(ticket.closedAt!) + 60_000).toISOString();
    expect(callback).toEqual({ dueAt, answeredAt: instants[9], satisfied: false, comment: '两次才修好' });
  });

  it('was told to Kafka step by step, in order, each event with the ticket as it was then', async () => {
    const told: Event<TicketEventData>[] = [];
    const consumption = world.service.app.get<Broker>(BROKER).consume({
      group: `test.${randomUUID()}`,
      topics: [TOPICS.tickets],
      fromBeginning: true,
      onEvent: (event) => {
        if (event.subject === ticket.id) told.push(event as Event<TicketEventData>);
        return Promise.resolve();
      },
    });
    await eventually(() => told.length >= 10);
    await consumption.stop();
    const { timeline } = await history(ticket.id);
    expect(told.map(({ type, time }) => [type, time])).toEqual(timeline.map(({ type, at }) => [type, at]));
    expect(told.map(({ data }) => data.ticket.version)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(told.map(({ data }) => data.ticket.state)).toEqual(timeline.map(({ toState }) => toState));
    const sequence = told.map((event) => Number(event.sequence));
    expect(sequence).toEqual([...sequence].sort((a, b) => a - b));
    expect(told[6]?.data).toMatchObject({
      step: { action: 'recordRecoveryTest', passed: false, note: '仍会断开' },
      by: { id: PEOPLE.supervisor.id, role: 'BUREAU_SUPERVISOR' },
    });
  });

  it('left an audit entry for every change, in a chain that holds', async () => {
    const entries = await world.rows<{ action: string; before: object; after: object }>(
      'SELECT action, before, after FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq',
      [ticket.id],
    );
    expect(entries).toHaveLength(10);
    expect(entries[6]).toMatchObject({
      action: 'recordRecoveryTest',
      before: { state: 'REPAIRED', round: 1, faultType: 'POWER' },
      after: { state: 'REOPENED', round: 2, faultType: null, step: { passed: false } },
    });
    expect(await verifyChain(world.db.manager)).toMatchObject({ ok: true });
    expect(await rowFaults(world.db.manager, 'tickets')).toEqual([]);
    await world.db
      .transaction(async (manager) => {
        await manager.query(`UPDATE audit_entry SET actor_id = 'somebody else' WHERE seq = 2`);
        expect(await verifyChain(manager)).toMatchObject({ ok: false, seq: 2, problem: 'CHANGED' });
        throw new Error('take it back');
      })
      .catch((error: Error) => expect(error.message).toBe('take it back'));
  });
});

it('a fault repaired remotely has its on-site clock cancelled', async () => {
  const { id } = await world.report();
  await world.change('dispatcher', 'acceptTicket', { ticketId: id });
  await world.change('engineer', 'startRemoteSupport', { ticketId: id });
  const repaired = await world.change('engineer', 'fileRepairReport', { ticketId: id, ...repairRecord() });
  expect(clockStates(repaired)).toEqual({ RESPONSE: 'MET', ONSITE: 'CANCELLED', RESOLVE: 'MET' });
  expect(repaired.assignee).toEqual({ id: PEOPLE.engineer.id });
});

it('a fault cancelled by its reporter is over', async () => {
  const { id } = await world.report();
  const cancelled = await world.change('reporter', 'cancelTicket', { ticketId: id, reason: '误报' });
  expect(cancelled).toMatchObject({ state: 'CANCELLED', closedAt: expect.any(String) });
  expect(clockStates(cancelled)).toEqual({
    RESPONSE: 'CANCELLED',
    ONSITE: 'CANCELLED',
    RESOLVE: 'CANCELLED',
  });
});

it('a consultation is answered, another matter is closed with words', async () => {
  const plain = { severity: undefined, assetCode: undefined };
  const consultation = await world.report({ ...plain, kind: 'CONSULTATION' });
  const answered = await world.change('dispatcher', 'answerConsultation', {
    ticketId: consultation.id,
    answer: '按投屏键',
  });
  expect(answered).toMatchObject({ state: 'CLOSED', answer: '按投屏键', acceptedAt: answered.closedAt });
  const matter = await world.report({ ...plain, kind: 'OTHER' });
  await world.change('dispatcher', 'acceptTicket', { ticketId: matter.id });
  const closed = await world.change('dispatcher', 'closeOtherMatter', {
    ticketId: matter.id,
    answer: '已布置',
  });
  expect(closed).toMatchObject({ state: 'CLOSED', answer: '已布置' });
  expect((await history(matter.id)).timeline.map(({ note }) => note).at(-1)).toBe('已布置');
});

describe('a fault whose coverage waits for the bureau', () => {
  it('cannot be accepted, only judged or cancelled', async () => {
    const { id } = await world.report({ assetCode: undefined });
    const refusal = await world.refusedChange('dispatcher', 'acceptTicket', { ticketId: id });
    expect(refusal).toMatchObject({ code: 'CONFLICT', state: 'REPORTED' });
    expect(refusal.allowed).not.toContain('acceptTicket');
    expect((await world.read(id)).allowedActions).toEqual(
      expect.arrayContaining(['judgeCoverage', 'cancelTicket']),
    );
  });

  it('judged covered runs its clocks from then, all of them whole', async () => {
    const { id, reportedAt } = await world.report({ assetCode: 'L3-06' });
    const ticket = await world.change('supervisor', 'judgeCoverage', {
      ticketId: id,
      cover: true,
      reason: '先修',
    });
    expect(ticket).toMatchObject({ coverage: 'COVERED_BY_JUDGEMENT', state: 'REPORTED' });
    expect(clockStates(ticket)).toEqual({ RESPONSE: 'RUNNING', ONSITE: 'RUNNING', RESOLVE: 'RUNNING' });
    const judgedAt = Date.parse((await history(id)).timeline.at(-1)!.at);
    expect(ticket.clocks.map(({ dueAt }) => Date.parse(dueAt) - judgedAt)).toEqual([
      60_000, 120_000, 240_000,
    ]);
    expect(judgedAt).toBeGreaterThan(Date.parse(reportedAt));
    expect((await world.change('dispatcher', 'acceptTicket', { ticketId: id })).state).toBe('ACCEPTED');
  });

  it('judged not covered is over, with the reason on file', async () => {
    const { id } = await world.report({ assetCode: undefined });
    const ticket = await world.change('admin', 'judgeCoverage', {
      ticketId: id,
      cover: false,
      reason: '非维保设备',
    });
    expect(ticket.state).toBe('NOT_COVERED');
    expect((await history(id)).timeline.at(-1)).toMatchObject({ note: '非维保设备' });
    const refusal = await world.refusedChange('dispatcher', 'acceptTicket', { ticketId: id });
    expect(refusal).toMatchObject({ code: 'CONFLICT', state: 'NOT_COVERED', allowed: [] });
  });
});

it('one request is followed by its id through service, worker, event and audit', async () => {
  const { id } = await world.report();
  const requestId = `req-${randomUUID()}`;
  await fetch(`${world.service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: await world.bearer('dispatcher'),
      'x-request-id': requestId,
      'x-zhishou-address': '10.1.2.3',
    },
    body: JSON.stringify({ query: mutation('acceptTicket'), variables: { input: { ticketId: id } } }),
  });
  expect(
    await world.rows(`SELECT event ->> 'type' AS type FROM outbox WHERE event ->> 'requestid' = $1`, [
      requestId,
    ]),
  ).toEqual([{ type: 'ticket.accepted' }]);
  expect(
    await world.rows(
      'SELECT action, address, request_id FROM audit_entry WHERE aggregate_id = $1 AND seq > 1 ORDER BY seq DESC LIMIT 1',
      [id],
    ),
  ).toEqual([{ action: 'acceptTicket', address: '10.1.2.3', request_id: requestId }]);
});
