import { describe, expect, it } from '@jest/globals';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { instalmentWorkflowId, settlementWorkflowId, sheetWorkflowId } from '@zhishou/messages/workflow-ids';
import { addDays, type Day, dayEnd, dayOf, dayStart } from '@zhishou/rules/month';
import type { Person } from '@zhishou/rules/role';
import { openSheet, type SheetStep } from '@zhishou/rules/score/sheet-case';
import { SHEET } from '@zhishou/rules/score/sheet-process';
import { type InstalmentStep, openInstalment } from '@zhishou/rules/settlement/instalment-case';
import { INSTALMENT } from '@zhishou/rules/settlement/instalment-process';
import { openSettlement, type SettlementStep } from '@zhishou/rules/settlement/settlement-case';
import { SETTLEMENT } from '@zhishou/rules/settlement/settlement-process';
import { InspectionCase } from './inspection-case.builder.js';
import { refusal } from './running-case.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const SUPERVISOR: Person = { id: 'supervisor', role: 'BUREAU_SUPERVISOR' };
const ADMIN: Person = { id: 'admin', role: 'BUREAU_ADMIN' };
const LEAD: Person = { id: 'lead', role: 'PROVIDER_DISPATCHER' };
const SYSTEM: Person = { id: 'system:scoring', role: 'BOT' };
const HOUR_MS = 3_600_000;

const time = useTimeSkipping({}, TASK_QUEUES.scoring);

const noonOf = (day: Day): number => dayStart(day) + 12 * HOUR_MS;
const today = async (): Promise<Day> => dayOf(await time.database.now());

describe('a score sheet', () => {
  it('is confirmed by an admin once the provider has let its five working days pass', async () => {
    const rules = { contractVersion: 'v', objectionWorkingDays: 5, holidays: { off: [], worked: [] } };
    const opened = openSheet('c/2026-08', '2026-08', rules);
    const sheet = new InspectionCase(time, SHEET, opened, sheetWorkflowId('c/2026-08'));
    await sheet.open('scoreSheet');
    const scored: SheetStep = {
      action: 'scoreMonth',
      byId: SUPERVISOR.id,
      scoring: { scoringId: 'sco_1', lastFact: 12, hash: 'h' },
    };
    const confirmed = (by: Person): SheetStep => ({ action: 'confirmScore', byId: by.id });
    await sheet.take({ by: SUPERVISOR, step: scored });
    const { objectBy } = await sheet.case();
    expect(await refusal(sheet.take({ by: ADMIN, step: confirmed(ADMIN) }))).toBe('CONFLICT');
    await time.skipTo(objectBy! + HOUR_MS);
    const late: SheetStep = { action: 'objectToScore', byId: LEAD.id, waive: false };
    expect(await refusal(sheet.take({ by: LEAD, step: late }))).toBe('CONFLICT');
    expect(await refusal(sheet.take({ by: SUPERVISOR, step: confirmed(SUPERVISOR) }))).toBe('FORBIDDEN');
    await sheet.takeRecordedAt(objectBy! + HOUR_MS, { by: ADMIN, step: confirmed(ADMIN) });
    await sheet.end();
    expect(await sheet.case()).toEqual(sheet.recorded());
    await sheet.keepHistory('sheet-not-objected-to');
  });
});

describe('an instalment', () => {
  it('opens with the settlement; its term warns, passes and is kept late, then it is paid', async () => {
    const day = await today();
    const settlement = new InspectionCase(
      time,
      SETTLEMENT,
      openSettlement('c', 100),
      settlementWorkflowId('c'),
    );
    await settlement.open('settlement');
    const amounts = { performance: '95', service: '90', remuneration: 86, deduction: 14, recoverable: 9 };
    const step: SettlementStep = {
      action: 'settleContract',
      amounts: { ...amounts, gross: [70, 25, 5], payable: [70, 25, 0] },
    };
    expect(await refusal(settlement.take({ by: ADMIN, step }))).toBe('FORBIDDEN');
    await settlement.take({ by: SYSTEM, step });
    await settlement.end();

    const rules = { contractVersion: 'v', wanted: ['INVOICE'] as const, termDays: 30, remindDays: 5 };
    const facts = { instalmentId: 'c/3', no: 3, gross: 5, amounts: null, rules };
    const opened = openInstalment(facts, noonOf(day));
    const instalment = new InspectionCase(time, INSTALMENT, opened, instalmentWorkflowId('c/3'));
    await instalment.open('instalment');
    const take = (count: number, by: Person, asked: InstalmentStep) =>
      time.skipTo(noonOf(addDays(day, count))).then(() => instalment.take({ by, step: asked }));
    const invoice: InstalmentStep = {
      action: 'recordPaymentDocument',
      kind: 'INVOICE',
      amount: 4,
      receivedOn: day,
    };
    expect(await refusal(take(1, SUPERVISOR, invoice))).toBe('CONFLICT');
    await take(1, SYSTEM, {
      action: 'openInstalment',
      amounts: { payable: 4, invoiced: 4, opensOn: addDays(day, 2) },
    });
    const pay = (amount: number): InstalmentStep => ({ action: 'recordPayment', amount, paidOn: day });
    expect(await refusal(take(1, SUPERVISOR, pay(4)))).toBe('CONFLICT');
    await take(2, SUPERVISOR, invoice);
    expect(await refusal(take(2, SUPERVISOR, invoice))).toBe('CONFLICT');
    await time.skipTo(noonOf(addDays(day, 34)));
    const term = dayEnd(addDays(day, 32));
    expect(instalment.marks.map(({ mark, at }) => [mark, at])).toEqual([
      ['WARNING_1', term - 5 * 24 * HOUR_MS],
      ['BREACH', term],
    ]);
    await take(34, SUPERVISOR, { action: 'applyForPayment', appliedOn: addDays(day, 34) });
    await take(35, SUPERVISOR, pay(3));
    expect(await refusal(take(35, SUPERVISOR, pay(2)))).toBe('CONFLICT');
    await take(36, SUPERVISOR, pay(1));
    await instalment.end();
    expect(await instalment.case()).toMatchObject({ state: 'PAID', version: 5 });
    await instalment.keepHistory('instalment-applied-for-late');
  });
});
