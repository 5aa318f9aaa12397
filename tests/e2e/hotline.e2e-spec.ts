import { beforeAll, describe, expect, it } from '@jest/globals';
import { report, step } from './ticket.builder.js';
import { signIn, type User } from './zhishou.builder.js';

describe('hotline matters that are no faults', () => {
  let reporter: User;
  let dispatcher: User;
  const consultation = {
    kind: 'CONSULTATION',
    severity: undefined,
    summary: '如何把会商画面投到大屏',
    channel: 'FIXED_LINE',
    callerName: '值班员',
    callerPhone: '0751-0000000',
  };

  beforeAll(async () => {
    reporter = await signIn('reporter');
    dispatcher = await signIn('dispatcher');
  });

  it('a consultation answered on the phone is recorded and closed at once', async () => {
    const ticket = await report(reporter, { ...consultation, answer: '在矩阵上选输入 3' });
    expect(ticket).toMatchObject({ state: 'CLOSED', severity: 'CONSULTATION' });
    expect(ticket.timeline.map(({ type }) => type)).toEqual([
      'ticket.reported',
      'ticket.consultation-answered',
    ]);
  });

  it('one not answered runs its clocks until the provider answers', async () => {
    const ticket = await report(reporter, consultation);
    expect(ticket.clocks.map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    const answered = await step(dispatcher, 'answerConsultation', ticket.id, { answer: '在矩阵上选输入 3' });
    expect(answered.state).toBe('CLOSED');
    expect(answered.clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['RESPONSE', 'MET'],
      ['ONSITE', 'CANCELLED'],
      ['RESOLVE', 'MET'],
    ]);
  });

  it('another matter is answered for and tracked to its end', async () => {
    const ticket = await report(reporter, {
      kind: 'OTHER',
      severity: undefined,
      assetCode: undefined,
      summary: '请协助布置会场',
    });
    expect(ticket.clocks.map(({ kind }) => kind)).toEqual(['RESPONSE']);
    await step(dispatcher, 'acceptTicket', ticket.id);
    expect((await step(dispatcher, 'closeOtherMatter', ticket.id, { answer: '已布置' })).state).toBe(
      'CLOSED',
    );
  });
});
