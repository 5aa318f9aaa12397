import { expect, it } from '@jest/globals';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { newId } from '@zhishou/platform/ids';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { monthOf } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { noteTicket } from '../src/finding/note-ticket.js';
import type { InspectionsWorld } from './inspections.world.js';
import { document, draftOf } from './reports.builder.js';
import { tellTicket } from './ticket-event.builder.js';

const MONTH = monthOf(Date.now());

/** Of a month in which a visit has found one fault, which is no ticket yet. */
export function endedFaultStories(open: () => InspectionsWorld): void {
  it('tells how the ticket of a fault has ended, and of faults that no visit has found', async () => {
    const world = open();
    const fault = (await draftOf(world, MONTH)).handlings.find(({ finding }) => finding.kind === 'FAULT')!;
    const ticket = { id: newId('tkt'), number: 'GZ-TEST-0007', findingId: fault.finding.id };
    const other = { id: newId('tkt'), number: 'GZ-TEST-0008', severity: 'GENERAL' } as const;
    const kafka = world.service.app.get<Broker>(BROKER).producer();
    await inTransaction(world.db, (manager) => noteTicket(manager, ticket.findingId, ticket.id));
    const repairedAt = new Date().toISOString();
    const repaired = { ...ticket, repairedAt, state: 'REPAIRED', closedAt: null } as const;
    const general = { ...repaired, severity: 'GENERAL' } as const;
    await tellTicket(kafka, 'fileRepairReport', general, { causeAnalysis: '电源模块老化' });
    await tellTicket(kafka, 'recordRecoveryTest', { ...general, state: 'CLOSED', closedAt: repairedAt });
    await tellTicket(kafka, 'acceptTicket', { ...other, state: 'ACCEPTED', closedAt: null });
    await kafka.close();
    const told = await eventually(async () => {
      const { conclusion, handlings } = await draftOf(world, MONTH);
      const { text } = handlings.find(({ finding }) => finding.id === ticket.findingId)!;
      return text.includes('结单') && conclusion.includes('本月故障工单2起，已修复1起，未修复1起。') && text;
    });
    expect(told).toMatch(/^故障工单GZ-TEST-0007：.*修复，经甲方恢复测试，.*结单。原因：电源模块老化。$/);
    const paper = await document(world, MONTH, 'INSPECTION_REPORT');
    expect(paper).toMatch(/GZ-TEST-0007\s+L1-S1-01 \S+\s+一般故障\s[^]*电源模块老化\s+已结单/);
    expect(paper).toMatch(/GZ-TEST-0008\s[^]*未修复\s[^]*已受理，待处理/);
  });
}
