import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { newId } from '@zhishou/platform/ids';
import { addDays, dayStart, monthBounds, shiftMonth } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import { FactService } from '../src/fact/fact.service.js';
import { type AvailabilityWorld, past, running, signedOn } from './availability.builder.js';
import { DocumentDesk, documentIdOf } from './documents.builder.js';
import { idleCycle } from './month-of-events.builder.js';
import { CONTRACT_ID } from './sheets.world.js';

const first = signedOn.slice(0, 7);

/** What the contract wants by a day, handed in by the provider and judged by the bureau. */
export function documentStories(open: () => AvailabilityWorld): void {
  let desk: DocumentDesk;
  beforeAll(() => {
    desk = new DocumentDesk(open());
  });

  describe('dueDocuments', () => {
    it('names what falls due in a month, by whom, until when, and how it stands', async () => {
      const documents = await desk.dueIn(past);
      expect(documents.map(({ code }) => code)).toEqual([
        ...['BULLETIN', 'INSPECTION_PLAN', 'QUALITY_SHEET', 'INSPECTION_REPORT', 'JOINT_TEST_REPORT'],
        ...['MAINTENANCE_REPORT', 'HAZARD_LIST'],
      ]);
      expect(await desk.found(past, documentIdOf('HAZARD_LIST', past), 'PROVIDER_DISPATCHER')).toEqual({
        ...{ id: documentIdOf('HAZARD_LIST', past), contractId: CONTRACT_ID, code: 'HAZARD_LIST' },
        ...{ title: '月度隐患汇总资料', clause: '一、3(8)', by: 'PROVIDER', scoredIn: 'P1' },
        ...{ month: past, ticket: null, dueAt: new Date(monthBounds(past).to).toISOString() },
        ...{ state: 'MISSING', late: false, submittedAt: null, submissions: [] },
        allowedActions: ['submitDocument'],
      });
      expect(await desk.found(running, documentIdOf('HAZARD_LIST', running))).toMatchObject({
        state: 'WAITING',
        allowedActions: [],
      });
      expect((await desk.dueIn(first))[0]).toMatchObject({
        code: 'SERVICE_PLAN',
        by: 'BOTH',
        scoredIn: null,
      });
      expect(await desk.dueIn(shiftMonth(first, -1))).toEqual([]);
      expect((await desk.dueIn(shiftMonth(first, 12))).map(({ code }) => code)).toEqual([
        ...['BULLETIN', 'ANNUAL_SUMMARY'],
      ]);
    });

    it('names the analysis of each closed fault of the contract', async () => {
      const { id } = await desk.closedFault(`${past}-10`);
      await desk.closedFault(`${past}-10`, { state: 'CANCELLED' });
      await desk.closedFault(`${past}-10`, { kind: 'CONSULTATION' });
      await desk.closedFault(`${past}-10`, { contractId: 'another' });
      const analyses = (await desk.dueIn(past)).filter(({ code }) => code === 'FAULT_ANALYSIS');
      expect(analyses).toEqual([
        expect.objectContaining({
          id: documentIdOf('FAULT_ANALYSIS', id),
          ticket: { id },
          month: null,
          state: 'MISSING',
        }),
      ]);
    });

    it('shows plan and summary as the inspections tell of them', async () => {
      const at = new Date(dayStart(`${past}-20`)).toISOString();
      const { data, ...cycle } = idleCycle(past, { summarySubmittedAt: at, summaryConforming: false });
      await desk.world.service.app.get(FactService).record([{ ...cycle, data, id: newId('evt') }]);
      expect(await desk.found(past, documentIdOf('INSPECTION_REPORT', past))).toMatchObject({
        ...{ state: 'NONCONFORMING', submittedAt: at, late: false, submissions: [], allowedActions: [] },
      });
    });
  });

  describe('a document', () => {
    const code = 'QUALITY_SHEET';

    it('is handed in late, judged, handed in again, and stays late', async () => {
      const id = documentIdOf(code, past);
      const handedIn = await desk.submit({ code, month: past, note: '附签字扫描件' });
      expect(handedIn).toMatchObject({ id, state: 'SUBMITTED', late: true, allowedActions: [] });
      const bad = await desk.judge({ documentId: id, conforming: false, note: '缺签字' });
      expect(bad).toMatchObject({
        state: 'NONCONFORMING',
        submissions: [{ no: 1, note: '附签字扫描件', conforming: false, judgementNote: '缺签字' }],
      });
      expect(await desk.submit({ code, month: past })).toMatchObject({ state: 'SUBMITTED', late: true });
      const good = await desk.judge({ documentId: id, conforming: true });
      expect(good).toMatchObject({ state: 'CONFORMING', late: true, submittedAt: handedIn.submittedAt });
      expect(good.submissions.map(({ no, conforming }) => [no, conforming])).toEqual([
        [1, false],
        [2, true],
      ]);
    });

    it('is handed in within its month, and so in time', async () => {
      expect(await desk.submit({ code, month: running })).toMatchObject({ state: 'SUBMITTED', late: false });
    });

    it('of a fault is handed in once that is closed; of the contract without a month', async () => {
      const { id: ticketId } = await desk.closedFault(`${past}-11`);
      expect(await desk.submit({ code: 'FAULT_ANALYSIS', ticketId })).toMatchObject({
        id: documentIdOf('FAULT_ANALYSIS', ticketId),
        late: true,
      });
      expect(await desk.submit({ code: 'SERVICE_PLAN' })).toMatchObject({
        id: `${CONTRACT_ID}/SERVICE_PLAN`,
      });
    });

    it('is told as an event, a fact under the same id and an audit entry', async () => {
      const month = shiftMonth(past, -1);
      const { id } = await desk.submit({ code, month });
      await desk.judge({ documentId: id, conforming: false, note: '漏项' });
      const facts = await desk.rows<{ id: string }>(
        `SELECT event_id AS id, type, contract_id AS "contractId", data FROM fact WHERE subject = $1 ORDER BY seq`,
        [id],
      );
      const document = { id, contractId: CONTRACT_ID, code, month, ticketId: null, submissions: 1 };
      expect(facts).toMatchObject([
        {
          type: 'document.submitted',
          contractId: CONTRACT_ID,
          data: { document: { ...document, conforming: null } },
        },
        {
          type: 'document.judged',
          data: { document: { ...document, conforming: false }, step: { note: '漏项' } },
        },
      ]);
      const told = await desk.rows<{ id: string }>(`SELECT event ->> 'id' AS id FROM outbox WHERE key = $1`, [
        id,
      ]);
      expect(told.map((one) => one.id).sort()).toEqual(facts.map((one) => one.id).sort());
      const audited = await desk.rows(`SELECT action FROM audit_entry WHERE aggregate_id = $1 ORDER BY seq`, [
        id,
      ]);
      expect(audited).toEqual([{ action: 'submitDocument' }, { action: 'judgeDocument' }]);
      const { manager } = desk.world.service.app.get(DataSource);
      expect(await verifyChain(manager)).toMatchObject({ ok: true });
      expect(await rowFaults(manager, 'scoring')).toEqual([]);
    });

    it('is handed in once, by whoever comes first, and once under one key', async () => {
      const both = await Promise.allSettled(
        [1, 2].map(() => desk.submit({ code: 'HAZARD_LIST', month: running })),
      );
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const input = { code: 'MAINTENANCE_REPORT', month: running, idempotencyKey: randomUUID() };
      expect(await desk.submit(input)).toEqual(await desk.submit(input));
    });
  });

  it('is asked for from the first day kept on, which the contract folder may name', async () => {
    const [kept] = await desk.rows<{ from: string }>(
      `SELECT kept_from::text AS from FROM kept_contract WHERE contract_id = $1`,
      [CONTRACT_ID],
    );
    expect(kept).toEqual({ from: signedOn });
    await desk.rows(`UPDATE kept_contract SET kept_from = $1`, [addDays(signedOn, 1)]);
    const codes = (await desk.dueIn(first)).map(({ code }) => code);
    await desk.rows(`UPDATE kept_contract SET kept_from = $1`, [signedOn]);
    expect(codes).not.toContain('SERVICE_PLAN');
    expect(codes).toContain('HAZARD_LIST');
  });
}
