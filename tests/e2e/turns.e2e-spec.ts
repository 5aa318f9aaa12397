import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { clock, read, refusedStep, repairRecord, report, step, type TicketView } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

const states = (ticket: TicketView) => ticket.clocks.map(({ state }) => state);

describe('the turns a fault can take', () => {
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

  const accepted = async (more: object = {}) => {
    const { id } = await report(reporter, more);
    await step(dispatcher, 'acceptTicket', id);
    return id;
  };

  it('pauses only when the bureau approves, and goes on when either side says so', async () => {
    const id = await accepted();
    expect(states(await step(dispatcher, 'requestPause', id, { reason: '等待备件' }))).toContain('RUNNING');
    const declined = await step(supervisor, 'decidePause', id, { approve: false, reason: '备件在库' });
    expect(declined.state).toBe('ACCEPTED');
    await step(dispatcher, 'requestPause', id, { reason: '机房停电' });
    const paused = await step(supervisor, 'decidePause', id, { approve: true });
    expect(paused.state).toBe('PAUSED');
    expect(states(paused)).toEqual(['MET', 'PAUSED', 'PAUSED']);
    const early = await refusedStep(engineer, 'checkIn', id);
    expect(early.extensions).toMatchObject({ code: 'CONFLICT', state: 'PAUSED', allowed: [] });
    const resumed = await step(dispatcher, 'resumeTicket', id, { note: '已来电' });
    expect(resumed.state).toBe('ACCEPTED');
    expect(states(resumed)).toEqual(['MET', 'RUNNING', 'RUNNING']);
  });

  it('sent back by the bureau a hand-off never stopped a clock', async () => {
    const id = await accepted();
    await step(dispatcher, 'declareHandOff', id, { reason: '专线中断' });
    const back = await step(supervisor, 'decideHandOff', id, { confirm: false, reason: '专线正常' });
    expect(back.state).toBe('ACCEPTED');
    expect(states(back)).toEqual(['MET', 'RUNNING', 'RUNNING']);
  });

  it('stands still in the carrier’s hands, and is over when the carrier resolved it', async () => {
    const id = await accepted();
    await step(dispatcher, 'declareHandOff', id, { reason: '专线中断' });
    const away = await step(supervisor, 'decideHandOff', id, { confirm: true, carrierReference: 'CT-1' });
    expect(away.state).toBe('HANDED_OFF');
    expect(states(away)).toEqual(['MET', 'PAUSED', 'PAUSED']);
    const over = await step(supervisor, 'returnHandOff', id, { resolvedByCarrier: true, note: '光缆已修复' });
    expect(over.state).toBe('CLOSED');
    expect(states(over)).toEqual(['MET', 'CANCELLED', 'CANCELLED']);
  });

  it('reclassified by the bureau it has the deadlines of its new severity, from the report', async () => {
    const id = await accepted();
    const before = clock(await read(supervisor, id), 'RESOLVE')!;
    const major = await step(supervisor, 'reclassifyTicket', id, { severity: 'MAJOR', reason: '全会场中断' });
    expect(major.severity).toBe('MAJOR');
    const reported = Date.parse(before.dueAt) - 240_000;
    expect(Date.parse(clock(major, 'RESOLVE')!.dueAt)).toBe(reported + 16_000);
    const refusal = await refusedStep(dispatcher, 'reclassifyTicket', id, {
      severity: 'GENERAL',
      reason: '降级',
    });
    expect(refusal.extensions.code).toBe('FORBIDDEN');
  });

  it('an arrival made offline counts from when it was made once the supervisor accepts it', async () => {
    const { id } = await report(reporter, { severity: 'MAJOR' });
    await step(dispatcher, 'acceptTicket', id);
    const madeAt = new Date().toISOString();
    await eventually(async () => states(await read(supervisor, id))[1] === 'BREACHED', { within: 20_000 });
    const arrived = await step(engineer, 'checkIn', id, { madeAt, note: '地下机房无信号' });
    expect(clock(arrived, 'ONSITE')?.state).toBe('MET_LATE');
    const counted = await step(supervisor, 'acceptOfflineInstant', id, {
      clock: 'ONSITE',
      reason: '门禁记录为证',
    });
    expect(clock(counted, 'ONSITE')).toMatchObject({ state: 'MET', metAt: madeAt, breachedAt: null });
  });

  it('what the bureau puts right is kept with its reason', async () => {
    const id = await accepted();
    const startedAt = new Date(Date.now() - 3_600_000).toISOString();
    await step(supervisor, 'correctFaultStart', id, { startedAt, reason: '值班记录' });
    await step(supervisor, 'addAffectedAssets', id, {
      assets: [{ assetCode: 'L1-S1-02', unitsAffected: 3 }],
      reason: '终端同时掉线',
    });
    const { ticket } = await supervisor.ask<{ ticket: object }>(
      'query ($id: ID) { ticket(id: $id) { startedAt affectedAssets { assetCode unitsAffected } } }',
      { id },
    );
    expect(ticket).toEqual({ startedAt, affectedAssets: [{ assetCode: 'L1-S1-02', unitsAffected: 3 }] });
    const { extensions } = await refusedStep(supervisor, 'addAffectedAssets', id, {
      assets: [{ assetCode: 'L1-S1-02', unitsAffected: 17 }],
      reason: '多于数量',
    });
    expect(extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'assets.0.unitsAffected' }],
    });
  });

  it('the same fault of the same equipment within the contract’s window is a repeat', async () => {
    const repaired = async () => {
      const id = await accepted({ assetCode: 'L1-S1-02' });
      await step(engineer, 'startRemoteSupport', id);
      await step(engineer, 'fileRepairReport', id, repairRecord({ faultType: 'CABLE' }));
      await step(supervisor, 'recordRecoveryTest', id, { passed: true });
      const { ticket } = await supervisor.ask<{ ticket: { isRepeat: boolean | null } }>(
        'query ($id: ID) { ticket(id: $id) { isRepeat } }',
        { id },
      );
      return ticket.isRepeat;
    };
    await repaired();
    expect(await repaired()).toBe(true);
  });
});
