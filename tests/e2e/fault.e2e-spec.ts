import { beforeAll, describe, expect, it } from '@jest/globals';
import { clock, read, refusedStep, repairRecord, report, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

describe('a fault, from the report to what follows the callback', () => {
  let reporter: User;
  let supervisor: User;
  let dispatcher: User;
  let engineer: User;

  beforeAll(async () => {
    [reporter, supervisor, dispatcher, engineer] = await signInAll(
      'reporter',
      'supervisor',
      'dispatcher',
      'engineer1',
    );
  });

  it('is repaired on site, fails its test, is repaired again and closed', async () => {
    const { id, number, coverage, clocks } = await report(reporter);
    expect(number).toMatch(/^GD\d{8}-\d{5}$/);
    expect(coverage).toBe('COVERED');
    expect(clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['RESPONSE', 'RUNNING'],
      ['ONSITE', 'RUNNING'],
      ['RESOLVE', 'RUNNING'],
    ]);

    expect(clock(await step(dispatcher, 'acceptTicket', id), 'RESPONSE')?.state).toBe('MET');
    const sent = await step(dispatcher, 'dispatchEngineer', id, { engineerId: engineer.id });
    expect(sent).toMatchObject({ state: 'DISPATCHED', assignee: { id: engineer.id } });
    const arrived = await step(engineer, 'checkIn', id, {
      latitude: 24.81,
      longitude: 113.6,
      note: '已到机房',
    });
    expect(clock(arrived, 'ONSITE')?.state).toBe('MET');
    expect((await step(engineer, 'fileRepairReport', id, repairRecord())).state).toBe('REPAIRED');

    const failed = await step(supervisor, 'recordRecoveryTest', id, { passed: false, note: '仍无画面' });
    expect(failed).toMatchObject({ state: 'REOPENED', round: 2 });
    expect(clock(failed, 'RESOLVE')).toMatchObject({ state: 'RUNNING', metAt: null });
    await step(engineer, 'fileRepairReport', id, repairRecord({ faultType: 'HARDWARE' }));
    expect((await step(supervisor, 'recordRecoveryTest', id, { passed: true })).state).toBe('CLOSED');

    const closed = await step(reporter, 'recordCallback', id, { satisfied: true, comment: '处理及时' });
    expect(closed.clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['RESPONSE', 'MET'],
      ['ONSITE', 'MET'],
      ['RESOLVE', 'MET'],
    ]);
    expect(closed.timeline.map(({ type }) => type)).toEqual([
      'ticket.reported',
      'ticket.accepted',
      'ticket.dispatched',
      'ticket.checked-in',
      'ticket.repair-reported',
      'ticket.recovery-tested',
      'ticket.repair-reported',
      'ticket.recovery-tested',
      'ticket.callback-recorded',
    ]);
    expect(closed.allowedActions).toEqual([]);

    const putRight = await step(supervisor, 'correctFaultStart', id, {
      startedAt: closed.timeline[0]!.at,
      reason: '值班记录',
    });
    expect(putRight).toMatchObject({
      state: 'CLOSED',
      allowedActions: ['correctFaultStart', 'addAffectedAssets'],
    });
    const again = await refusedStep(reporter, 'recordCallback', id, { satisfied: false });
    expect(again.extensions).toMatchObject({ code: 'CONFLICT', state: 'CLOSED', allowed: [] });
  });

  it('fixed remotely needs nobody on site', async () => {
    const { id } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id);
    await step(engineer, 'startRemoteSupport', id, { note: '远程重启' });
    const repaired = await step(engineer, 'fileRepairReport', id, repairRecord({ faultType: 'SOFTWARE' }));
    expect(clock(repaired, 'ONSITE')?.state).toBe('CANCELLED');
    expect((await step(supervisor, 'recordRecoveryTest', id, { passed: true })).state).toBe('CLOSED');
  });

  it('can be withdrawn by its reporter until it is accepted', async () => {
    const first = await report(reporter);
    expect((await step(reporter, 'cancelTicket', first.id, { reason: '误报' })).state).toBe('CANCELLED');
    const second = await report(reporter);
    await step(dispatcher, 'acceptTicket', second.id);
    const late = await refusedStep(reporter, 'cancelTicket', second.id, { reason: '误报' });
    expect(late.extensions).toMatchObject({ code: 'CONFLICT', state: 'ACCEPTED', allowed: [] });
    expect((await read(reporter, second.id)).state).toBe('ACCEPTED');
  });

  it('of equipment out of period waits for the bureau before a clock runs', async () => {
    const waiting = await report(reporter, { assetCode: 'L3-06' });
    expect(waiting.coverage).toBe('OUT_OF_PERIOD');
    expect(waiting.clocks.map(({ state }) => state)).toEqual(['PAUSED', 'PAUSED', 'PAUSED']);
    const early = await refusedStep(dispatcher, 'acceptTicket', waiting.id);
    expect(early.extensions.code).toBe('CONFLICT');
    const judged = await step(supervisor, 'judgeCoverage', waiting.id, { cover: true, reason: '应急需要' });
    expect(judged.coverage).toBe('COVERED_BY_JUDGEMENT');
    expect(judged.clocks.map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    expect((await step(dispatcher, 'acceptTicket', waiting.id)).state).toBe('ACCEPTED');
  });

  it('in no list is closed when the bureau does not cover it', async () => {
    const { id, coverage } = await report(reporter, { assetCode: undefined, summary: '门口摄像头黑屏' });
    expect(coverage).toBe('NOT_LISTED');
    const closed = await step(supervisor, 'judgeCoverage', id, { cover: false, reason: '不在合同范围' });
    expect(closed.state).toBe('NOT_COVERED');
  });

  it('takes a step once, however often it is sent with one key', async () => {
    const idempotencyKey = `accept-${Date.now()}`;
    const { id } = await report(reporter);
    const answers = await Promise.all(
      [1, 2, 3].map(() => step(dispatcher, 'acceptTicket', id, { idempotencyKey })),
    );
    expect(answers.map(({ state }) => state)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    const { timeline } = await read(supervisor, id);
    expect(timeline.filter(({ type }) => type === 'ticket.accepted')).toHaveLength(1);
  });
});
