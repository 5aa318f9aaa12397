import { describe, expect, it } from '@jest/globals';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import { dayStart } from '@zhishou/rules/month';
import { openCase, type TicketCase, type TicketStep } from '@zhishou/rules/ticket-case';
import { isFinal, type Severity, TICKET_ACTIONS, type TicketAction } from '@zhishou/rules/ticket-life';
import { TICKET } from '@zhishou/rules/ticket';
import type { Role } from '@zhishou/rules/role';
import { fileURLToPath } from 'node:url';
import type { Act } from './act.js';
import { isCovered } from './faults.script.js';
import { type ScriptAsked, scriptOf } from './script.js';

const FOLDER = fileURLToPath(new URL('../../../contracts/shaoguan-2026', import.meta.url));
const CONTRACT = loadContract(FOLDER, { signedOn: '2025-10-01' });
const ASKED: ScriptAsked = {
  contract: CONTRACT,
  seed: 7,
  faults: 200,
  engineers: 3,
  until: dayStart('2026-12-01'),
};
const ACTS = scriptOf(ASKED);

const of = (ask: string): Act[] => ACTS.filter((act) => act.ask === ask);

const ROLES: Record<string, Role> = {
  reporter: 'BUREAU_REPORTER',
  supervisor: 'BUREAU_SUPERVISOR',
  admin: 'BUREAU_ADMIN',
  dispatcher: 'PROVIDER_DISPATCHER',
};
const roleOf = (who: string): Role => ROLES[who] ?? 'PROVIDER_ENGINEER';

const isStep = (ask: string): ask is TicketAction => TICKET_ACTIONS.some((action) => action === ask);

function opened(contract: Contract, { at, who, as, input }: Act): TicketCase {
  const asset = contract.assets.find(({ code }) => code === input.assetCode) ?? null;
  const kind = input.kind as TicketCase['kind'];
  const coverage = isCovered(asset, at)
    ? ('COVERED' as const)
    : asset
      ? ('OUT_OF_PERIOD' as const)
      : ('NOT_LISTED' as const);
  const severity = kind === 'CONSULTATION' ? 'CONSULTATION' : ((input.severity as Severity) ?? null);
  return openCase(
    {
      ...{ ticketId: as!, kind, severity, reportedAt: at, reportedById: `@${who}` },
      coverage: kind === 'FAULT' ? coverage : null,
    },
    {
      ...{ contractVersion: contract.version, budgets: contract.budgets, warnAt: contract.warnAt },
      ...{ callbackDueMs: contract.callback.dueMs, callbackOpenMs: contract.callback.openMs },
    },
  );
}

/** Every ticket that somebody reports, after all that is done with it. @throws for a step that its life refuses */
function played(contract: Contract, acts: readonly Act[]): TicketCase[] {
  const cases = new Map<string, TicketCase>();
  for (const act of acts) {
    if (act.ask === 'reportTicket' && act.input.answer === undefined)
      cases.set(`@${act.as}`, opened(contract, act));
    const before = cases.get(act.input.ticketId as string);
    if (!before || !isStep(act.ask)) continue;
    const by = { id: `@${act.who}`, role: roleOf(act.who) };
    const step = { action: act.ask, engineerId: by.id, ...act.input } as unknown as TicketStep;
    const refusal = TICKET.refusal(before, step, by, act.at);
    if (refusal) throw new Error(`${before.ticketId} ${before.state} ${act.ask}: ${refusal.message}`);
    cases.set(`@${before.ticketId}`, TICKET.apply(before, step, act.at));
  }
  return [...cases.values()];
}

describe('a script', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(scriptOf(ASKED)).toEqual(ACTS);
    expect(scriptOf({ ...ASKED, seed: 8 })).not.toEqual(ACTS);
  });

  it.each([7, 8, 20_261_128])(
    'with seed %s has nobody do to a ticket what its life does not allow',
    (seed) => {
      const tickets = played(CONTRACT, scriptOf({ ...ASKED, seed }));
      expect(tickets.length).toBeGreaterThan(200);
      expect(tickets.filter(({ state }) => !isFinal(state))).toEqual([]);
    },
  );

  it('runs in time from the signing on', () => {
    const times = ACTS.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThan(dayStart('2025-10-01'));
  });

  it('reports as many faults as are asked for', () => {
    const faults = of('reportTicket').filter(({ input }) => input.kind === 'FAULT');
    expect(faults).toHaveLength(200);
  });

  it('ends what was begun before, and leaves tickets open that go on', () => {
    const contract = loadContract(FOLDER, { signedOn: '2026-09-01' });
    const open = played(contract, scriptOf({ ...ASKED, contract })).filter(({ state }) => !isFinal(state));
    expect(open.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['REPORTED', 'DISPATCHED', 'ON_SITE', 'REMOTE_SUPPORT', 'HANDED_OFF']),
    );
  });

  it('scores and confirms every month of the contract, by two people', () => {
    const months = contractMonths(CONTRACT);
    for (const ask of ['scoreMonth', 'confirmScore'])
      expect(of(ask).map(({ input }) => input.month)).toEqual(months);
    expect(new Set(of('scoreMonth').map(({ who }) => who))).toEqual(new Set(['supervisor']));
    expect(new Set(of('confirmScore').map(({ who }) => who))).toEqual(new Set(['admin']));
  });

  it('has of everything that can go wrong a little', () => {
    const share = (ask: string, is: (input: Act['input']) => boolean): number =>
      of(ask).filter(({ input }) => is(input)).length;
    expect(share('recordRecoveryTest', ({ passed }) => passed === false)).toBeGreaterThan(1);
    expect(share('recordCallback', ({ satisfied }) => satisfied === false)).toBeGreaterThan(0);
    for (const ask of [
      'judgeCoverage',
      'requestPause',
      'declareHandOff',
      'cancelTicket',
      'decideHazard',
      'objectToScore',
    ])
      expect(of(ask).length).toBeGreaterThan(0);
  });
});
