import { beforeAll, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { shiftMonth } from '@zhishou/rules/month';
import { type AvailabilityWorld, past, running, signedOn } from './availability.builder.js';
import { DocumentDesk, documentIdOf } from './documents.builder.js';
import { CONTRACT_ID } from './sheets.world.js';

const first = signedOn.slice(0, 7);

/** What cannot be handed in, or judged. */
export function documentRefusals(open: () => AvailabilityWorld): void {
  let desk: DocumentDesk;
  beforeAll(() => {
    desk = new DocumentDesk(open());
  });

  const month = past;
  const code = 'MAINTENANCE_REPORT';

  it.each<[string, object | (() => Promise<object>), string]>([
    ['an unknown document', { code: 'POEM', month }, 'code'],
    ['what is the bureau’s own', { code: 'SCORE_SHEET', month }, 'code'],
    ['what is handed in with the inspections', { code: 'INSPECTION_REPORT', month }, 'code'],
    ['the plan, too', { code: 'INSPECTION_PLAN', month }, 'code'],
    ['what is due on no day', { code: 'INSPECTION_RECORD' }, 'code'],
    ['a report of no month', { code }, 'month'],
    ['a report of a month and a fault', { code, month, ticketId: newId('tkt') }, 'ticketId'],
    ['a month before the contract', { code, month: shiftMonth(first, -1) }, 'month'],
    ['a month after the contract', { code, month: shiftMonth(first, 12) }, 'month'],
    ['a month to come', { code, month: shiftMonth(running, 1) }, 'month'],
    ['a service plan of a month', { code: 'SERVICE_PLAN', month }, 'month'],
    ['a summary of a year that is not over', { code: 'ANNUAL_SUMMARY' }, 'code'],
    ['an analysis of no fault', { code: 'FAULT_ANALYSIS' }, 'ticketId'],
    ['an analysis of a month', { code: 'FAULT_ANALYSIS', month }, 'ticketId'],
    ['an analysis of a ticket nobody knows', { code: 'FAULT_ANALYSIS', ticketId: newId('tkt') }, 'ticketId'],
    ['what is no ticket’s id', { code: 'FAULT_ANALYSIS', ticketId: 'GD-1' }, 'ticketId'],
    [
      'an analysis of a fault that is open',
      async () => ({
        code: 'FAULT_ANALYSIS',
        ticketId: (await desk.world.tell({ contractId: CONTRACT_ID })).id,
      }),
      'ticketId',
    ],
    [
      'an analysis of a fault of another contract',
      async () => ({
        ...{ code: 'FAULT_ANALYSIS', contractId: 'another' },
        ticketId: (await desk.closedFault(`${past}-12`)).id,
      }),
      'contractId',
    ],
    ['no such contract', { code, month, contractId: 'none' }, 'contractId'],
    ['a note of ten thousand characters', { code, month, note: '长'.repeat(10_000) }, 'note'],
  ])('to be handed in: %s', async (_, input, path) => {
    const given = typeof input === 'function' ? await (input as () => Promise<object>)() : input;
    expect(await desk.refused('submitDocument', given)).toEqual({ code: 'BAD_USER_INPUT', paths: [path] });
  });

  it('the same document twice, and a judgement without one, twice, or without a reason', async () => {
    const documentId = documentIdOf('JOINT_TEST_REPORT', past);
    const joint = { code: 'JOINT_TEST_REPORT', month };
    const verdict = { documentId, conforming: true };
    expect(await desk.refused('judgeDocument', verdict)).toEqual({ code: 'CONFLICT', state: 'MISSING' });
    await desk.submit(joint);
    expect(await desk.refused('submitDocument', joint)).toEqual({ code: 'CONFLICT', state: 'SUBMITTED' });
    expect(await desk.refused('judgeDocument', { ...verdict, conforming: false })).toEqual({
      code: 'BAD_USER_INPUT',
      paths: ['note'],
    });
    await desk.judge(verdict);
    expect(await desk.refused('judgeDocument', verdict)).toEqual({ code: 'CONFLICT', state: 'CONFORMING' });
    expect(await desk.refused('submitDocument', joint)).toEqual({ code: 'CONFLICT', state: 'CONFORMING' });
  });

  it('to judge what is no document, or one of the inspections', async () => {
    for (const documentId of [`${CONTRACT_ID}/POEM`, 'none/SERVICE_PLAN', documentIdOf(code, '1999-01')])
      expect(await desk.refused('judgeDocument', { documentId, conforming: true })).toMatchObject({
        code: 'NOT_FOUND',
      });
    for (const documentId of ['', 'x', `${CONTRACT_ID}\u0000/A`, documentIdOf('INSPECTION_REPORT', past)])
      expect(await desk.refused('judgeDocument', { documentId, conforming: true })).toEqual({
        code: 'BAD_USER_INPUT',
        paths: ['documentId'],
      });
  });

  it('to whoever is of the other side, or only works there', async () => {
    for (const role of ['BUREAU_ADMIN', 'PROVIDER_ENGINEER', 'AUDITOR', 'BOT'] as const)
      expect((await desk.refused('submitDocument', { code, month }, role)).code).toBe('FORBIDDEN');
    const verdict = { documentId: documentIdOf(code, past), conforming: true };
    for (const role of ['PROVIDER_DISPATCHER', 'BUREAU_REPORTER', 'AUDITOR', 'BOT'] as const)
      expect((await desk.refused('judgeDocument', verdict, role)).code).toBe('FORBIDDEN');
  });
}
