import { expect, it } from '@jest/globals';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { createLogger } from '@zhishou/platform/log';
import { StepSender } from '@zhishou/platform/process/step.sender';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { addDays, DAY_MS, dayEnd, monthOf, shiftMonth } from '@zhishou/rules/month';
import { eventually } from '@zhishou/testkit/eventually';
import { endCycles } from '../src/cycle/end-cycles.js';
import { keptOf, noteKeptFrom } from '@zhishou/platform/contract/kept';
import { openCycles } from '../src/cycle/open-cycles.js';
import type { InspectionsWorld } from './inspections.world.js';

const THIS_MONTH = monthOf(Date.now());
const NEXT_MONTH = shiftMonth(THIS_MONTH, 1);

/** Of a world in which both months are planned, and a visit of this month on its first day. */
export function earlyEndStories(open: () => InspectionsWorld): void {
  const log = createLogger('test');

  it('has no month after its last day, and of the month it lies in a part', async () => {
    const [contract] = await open().rows<{ id: string }>('SELECT contract_id AS id FROM kept_contract');
    const { id } = contract!;
    const lastDay = `${THIS_MONTH}-01`;
    const termination = { cause: 'FORCE_MAJEURE', noticeOn: lastDay, lastDay } as const;
    const sender = open().service.app.get(StepSender);
    const around = { db: open().db, sender, log };
    for (let times = 0; times < 2; times += 1) await endCycles(around, { id, termination });

    expect(await open().cycle(NEXT_MONTH)).toMatchObject({
      ...{ state: 'CLOSED', allowedActions: [] },
      dueDates: [{ kind: 'PLAN', metAt: expect.any(String) }],
    });
    const standing = `SELECT FROM visit WHERE month = $1 AND state <> 'CANCELLED'`;
    await eventually(async () => (await open().rows(standing, [NEXT_MONTH])).length === 0, {
      within: 20_000,
    });
    const { dueDates } = (await open().cycle(THIS_MONTH))!;
    expect(dueDates.map(({ kind }) => kind)).toEqual(['PLAN', 'COVERAGE']);
    expect(dueDates.at(-1)?.dueAt).toBe(new Date(dayEnd(lastDay)).toISOString());
    expect(
      await open().rows(`SELECT FROM transition WHERE action = 'endEarly' AND case_id LIKE '%/%'`),
    ).toHaveLength(2);
  }, 40_000);

  it('takes no record after its last day of a visit that was planned by then', async () => {
    const kept = () =>
      open().rows<{ date: string; process: { to: number; recordsUntil: number } }>(
        `SELECT date::text, process FROM visit WHERE month = $1 AND state <> 'CANCELLED'`,
        [THIS_MONTH],
      );
    const to = dayEnd(`${THIS_MONTH}-01`);
    const recordsUntil = to + 3 * DAY_MS;
    await eventually(async () => (await kept()).every(({ process }) => process.to === to), {
      within: 20_000,
    });
    expect(await kept()).toMatchObject([{ date: `${THIS_MONTH}-01`, process: { to, recordsUntil } }]);
  }, 40_000);

  it('whose months cannot be told so, keeps those of no contract from being opened', async () => {
    const [contract] = open().service.app.get<Contract[]>(CONTRACTS);
    const send = () => Promise.reject(new Error('Temporal is away'));
    const lastDay = addDays(`${THIS_MONTH}-01`, -1);
    const termination = { cause: 'FORCE_MAJEURE', noticeOn: lastDay, lastDay } as const;
    const contracts = [
      { ...contract!, termination },
      { ...contract!, id: 'next-contract' },
    ];
    const around = { db: open().db, sender: { send } as never, contracts, log };
    await expect(openCycles(around)).rejects.toThrow('Temporal is away');
    const opened = await open().rows<{ month: string }>(
      `SELECT month FROM cycle WHERE contract_id = 'next-contract' ORDER BY month`,
    );
    expect(opened.map(({ month }) => month).slice(-2)).toEqual([THIS_MONTH, NEXT_MONTH]);
  });

  it('is known to months that began under an earlier version of it', async () => {
    const { manager } = open().db;
    const [contract] = await open().rows<{ id: string }>('SELECT contract_id AS id FROM kept_contract');
    const version = { id: contract!.id, keptFromDay: null, signedOn: `${THIS_MONTH}-01` };
    const note = (termination: object | null) =>
      noteKeptFrom(manager, [{ ...version, termination } as never], Date.now());
    const { keptFrom } = await keptOf(manager, { id: contract!.id, termination: null });
    await note({ lastDay: `${THIS_MONTH}-09` });
    const ended = { keptFrom, endedOn: `${THIS_MONTH}-09` };
    expect(await keptOf(manager, { id: contract!.id, termination: null })).toEqual(ended);
    await note(null);
    expect(await keptOf(manager, { id: contract!.id, termination: null })).toEqual({
      keptFrom,
      endedOn: null,
    });
  });
}
