import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { closedBefore, repaired } from './closed-fault.builder.js';
import type { Who } from '@zhishou/testkit/people';
import { GENERAL_FAULT, mutation, type TicketView } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

const FAULT = 'number state summary unitNumbers faultType reportedAt closedAt ticket { id }';
const LIKELY = `query ($assetCode: String!, $unitNumbers: [Int!]) {
  likelyRepeats(assetCode: $assetCode, unitNumbers: $unitNumbers) { ${FAULT} } }`;
const OPEN = `query ($assetCode: String!) { openFaults(assetCode: $assetCode) { ${FAULT} } }`;

interface Shown {
  number: string;
  faultType: string | null;
  ticket: { id: string } | null;
}

/** No worker runs here: steps are put on file as it would. */
let world: TicketsWorld;

const ASSET = { assetCode: 'L1-S1-02', unitNumbers: [3] };

const likely = async (who: Who, more: object = {}): Promise<Shown[]> =>
  (await world.ask<{ likelyRepeats: Shown[] }>(who, LIKELY, { ...ASSET, ...more })).likelyRepeats;

const openFaults = async (who: Who, assetCode = ASSET.assetCode): Promise<Shown[]> =>
  (await world.ask<{ openFaults: Shown[] }>(who, OPEN, { assetCode })).openFaults;

const numbers = (shown: { number: string }[]): string[] => shown.map(({ number }) => number);

async function closedFault(faultType = 'POWER', who: Who = 'colleague'): Promise<TicketView> {
  const { id } = await world.report(ASSET, who);
  await repaired(world, id, { faultType });
  return world.read(id);
}

/** What is told, before and after a report, of what it may repeat. */
export function likelyRepeatStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  // Each test has all equipment for itself: what was reported before is neither open nor repaired.
  beforeEach(() => world.rows(`UPDATE ticket SET state = 'CANCELLED' WHERE state <> 'CANCELLED'`));

  describe('what a report would repeat', () => {
    it('is shown to its reporter with number, type and closing, though it is a colleague’s', async () => {
      const fault = await closedFault();
      const { number, reportedAt, closedAt } = fault;
      const told = {
        number,
        state: 'CLOSED',
        summary: GENERAL_FAULT.summary,
        unitNumbers: [3],
        faultType: 'POWER',
      };
      expect(await likely('reporter')).toEqual([{ ...told, reportedAt, closedAt, ticket: null }]);
      expect(await likely('colleague')).toMatchObject([{ number, ticket: { id: fault.id } }]);
    });

    it('keeps who called, and whence, to those who may read the ticket', async () => {
      const { errors } = await world.answer(
        'reporter',
        LIKELY.replace('faultType', 'faultType callerName callerPhone'),
        ASSET,
      );
      expect(errors?.map(({ message }) => message)).toEqual([
        expect.stringContaining('callerName'),
        expect.stringContaining('callerPhone'),
      ]);
    });

    it('is the latest first, of whatever type, and at most ten', async () => {
      const closed: string[] = [];
      for (let n = 0; n < 11; n++) closed.unshift((await closedFault(n % 2 ? 'POWER' : 'CABLE')).number);
      expect(numbers(await likely('supervisor'))).toEqual(closed.slice(0, 10));
    });

    it('lies within the window before now, of the same equipment, and has a type', async () => {
      const [kept, old, away] = [await closedFault(), await closedFault(), await world.report(ASSET)];
      const inAMinute = new Date(Date.now() + 60_000).toISOString();
      await closedBefore(world, kept.id, inAMinute, '30 days');
      await closedBefore(world, old.id, new Date().toISOString(), '30 days 1 millisecond');
      await world.record('dispatcher', away.id, { action: 'acceptTicket' });
      await world.record('dispatcher', away.id, { action: 'declareHandOff' });
      await world.record('supervisor', away.id, { action: 'decideHandOff', confirm: true });
      await world.record('supervisor', away.id, { action: 'returnHandOff', resolvedByCarrier: true });
      expect(numbers(await likely('supervisor'))).toEqual([kept.number]);
      expect(await likely('supervisor', { assetCode: 'KA-LINK', unitNumbers: undefined })).toEqual([]);
    });

    it.each<[string, object, string[]]>([
      ['equipment that there is not', { assetCode: 'L9-99' }, ['assetCode']],
      ['a unit that there is not', { unitNumbers: [17] }, ['unitNumbers']],
      ['a unit before the first', { unitNumbers: [0] }, ['unitNumbers']],
      ['a unit twice', { unitNumbers: [3, 3] }, ['unitNumbers']],
      ['no equipment', { assetCode: ' ' }, ['assetCode']],
    ])('is not asked of %s', async (_, mistake, paths) => {
      const { code, fields } = await world.refusal('reporter', LIKELY, { ...ASSET, ...mistake });
      expect({ code, paths: fields?.map(({ path }) => path) }).toEqual({ code: 'BAD_USER_INPUT', paths });
    });

    it.each<[Who, string]>([
      ['bot', 'FORBIDDEN'],
      ['unsignedEngineer', 'NDA_REQUIRED'],
    ])('is not for the %s', async (who, code) => {
      expect((await world.refusal(who, LIKELY, ASSET)).code).toBe(code);
      expect((await world.refusal(who, OPEN, ASSET)).code).toBe(code);
    });
  });

  describe('a report that may be a repeat', () => {
    const field = `likelyRepeatOf { ${FAULT} } isRepeat`;
    const look = async (id: string) =>
      (
        await world.ask<{ ticket: { likelyRepeatOf: Shown[]; isRepeat: boolean | null } }>(
          'supervisor',
          `query ($id: ID) { ticket(id: $id) { ${field} } }`,
          { id },
        )
      ).ticket;

    it('says so in the very answer to its reporter, until it is known whether it is', async () => {
      const { number } = await closedFault();
      const source = mutation('reportTicket').replace('{ id number', `{ ${field} id number`);
      const { reportTicket } = await world.ask<{
        reportTicket: { id: string; likelyRepeatOf: Shown[]; isRepeat: null };
      }>('reporter', source, { input: { ...GENERAL_FAULT, ...ASSET } });
      expect(reportTicket).toMatchObject({
        likelyRepeatOf: [{ number, faultType: 'POWER', ticket: null }],
        isRepeat: null,
      });
      await repaired(world, reportTicket.id, { faultType: 'CABLE', passed: false });
      expect(numbers((await look(reportTicket.id)).likelyRepeatOf)).toEqual([number]);
      await repaired(world, reportTicket.id, { faultType: 'CABLE' });
      expect(await look(reportTicket.id)).toEqual({ likelyRepeatOf: [], isRepeat: false });
    });

    it('costs the same few statements for one ticket as for many', async () => {
      const { id } = await closedFault();
      for (let n = 0; n < 3; n++) await world.report(ASSET);
      const source = `query ($first: Int) { tickets(first: $first, filter: { assetCode: "L1-S1-02", states: [REPORTED] }) {
      nodes { likelyRepeatOf { number ticket { id } } } } }`;
      const ask = (first: number) =>
        world.ask<{ tickets: { nodes: { likelyRepeatOf: Shown[] }[] } }>('supervisor', source, { first });
      for (const { likelyRepeatOf } of (await ask(3)).tickets.nodes) {
        expect(likelyRepeatOf).toMatchObject([{ ticket: { id } }]);
      }
      const one = await world.statements(() => ask(1));
      expect(await world.statements(() => ask(3))).toHaveLength(one.length);
      // the caller's standing, the tickets, what was closed before them, and the tickets of those
      expect(one).toHaveLength(4);
    });

    it('is held against the same units only where its contract says so', async () => {
      const { number } = await closedFault();
      const reports = [
        await world.report(ASSET),
        await world.report({ ...ASSET, unitNumbers: [4] }),
        await world.report({ ...ASSET, unitNumbers: undefined }),
      ].map(({ id }) => id);
      const [current] = world.service.app.get<[Contract]>(CONTRACTS);
      const choices = { ...current.choices, 'repeat.match': 'unit' } as const;
      await world.service.app.get(ContractStore).load([{ ...current, version: 'by-unit', choices }]);
      const shown = async () =>
        Promise.all(reports.map(async (id) => numbers((await look(id)).likelyRepeatOf)));
      expect(await shown()).toEqual([[number], [number], [number]]);
      await world.rows(`UPDATE ticket SET contract_version = 'by-unit' WHERE id = ANY($1)`, [reports]);
      expect(await shown()).toEqual([[number], [], []]);
    });

    it('is held against what was closed before it, not against what was closed since', async () => {
      const [first, double] = [await world.report(ASSET), await world.report(ASSET)];
      await repaired(world, first.id);
      expect((await look(double.id)).likelyRepeatOf).toEqual([]);
    });

    it('is no consultation, and nothing of equipment that is in no list', async () => {
      await closedFault();
      const consultation = await world.report({ ...ASSET, kind: 'CONSULTATION', severity: undefined });
      const unlisted = await world.report({ assetCode: undefined });
      expect((await look(consultation.id)).likelyRepeatOf).toEqual([]);
      expect((await look(unlisted.id)).likelyRepeatOf).toEqual([]);
    });
  });

  describe('what is open already of the equipment that a report names', () => {
    it('is shown, the latest first, until it is closed', async () => {
      const own = await world.report({ ...ASSET, summary: '黑屏' }, 'reporter');
      const other = await world.report(ASSET, 'colleague');
      await world.record('dispatcher', other.id, { action: 'acceptTicket' });
      expect(await openFaults('reporter')).toEqual([
        expect.objectContaining({ number: other.number, state: 'ACCEPTED', faultType: null, ticket: null }),
        expect.objectContaining({
          number: own.number,
          summary: '黑屏',
          closedAt: null,
          ticket: { id: own.id },
        }),
      ]);
      await world.record('reporter', own.id, { action: 'cancelTicket' });
      await repaired(world, other.id);
      expect(await openFaults('reporter')).toEqual([]);
    });

    it('is also what took it down with it', async () => {
      const { id, number } = await world.report({ assetCode: 'L1-S1-01' });
      expect(numbers(await openFaults('reporter', 'KA-LINK'))).toEqual([]);
      const assets = [{ assetCode: 'KA-LINK', unitsAffected: 0, unitNumbers: null }];
      await world.record('supervisor', id, { action: 'addAffectedAssets', assets });
      expect(numbers(await openFaults('reporter', 'KA-LINK'))).toEqual([number]);
    });

    it('is at most ten, and no matter of another kind', async () => {
      const reported: string[] = [];
      const assetCode = 'L1-S2-01';
      for (let n = 0; n < 11; n++) reported.unshift((await world.report({ assetCode })).number);
      await world.report({ assetCode, kind: 'OTHER', severity: undefined });
      expect(numbers(await openFaults('auditor', assetCode))).toEqual(reported.slice(0, 10));
    });

    it('is not asked of equipment that there is not', async () => {
      expect(await world.refusal('reporter', OPEN, { assetCode: 'L9-99' })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'assetCode' }],
      });
    });
  });
}
