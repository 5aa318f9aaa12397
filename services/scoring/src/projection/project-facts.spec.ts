import { describe, expect, it } from '@jest/globals';
import { TICKET_REPORTED, TICKET_STEP_EVENTS, type TicketSnapshot } from '@zhishou/messages/events';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { WHOLE_CONTRACT } from '@zhishou/rules/inspection/inspected-month';
import { evaluate, sheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile } from '@zhishou/rules/score/neutral/facts-file';
import { readContract } from '@zhishou/rules/score/neutral/read-contract';
import { writeFacts } from '@zhishou/rules/score/neutral/write-facts';
import { scoreMonth } from '@zhishou/rules/score/sheet';
import { ticketSnapshot } from '../../test/ticket-event.builder.js';
import { projectFacts } from './project-facts.js';
import type { Told } from './told.js';

const contracts = {
  c: {
    signedOn: '2026-07-01',
    periods: { 1: ['2026-07-01', '2027-06-30'] as [string, string] },
    assets: { X: { quantity: 4, list: '1' } },
  },
};
const own = { name: 'july', contract: 'c', month: '2026-07' };
const contract = { id: 'c', documents: [], assets: [{ code: 'X', quantity: 4 }] } as unknown as Contract;

const at = (time: string): string => `2026-07-10T${time}+08:00`;

/** A fault reported at eight, as it was told; each time with what the ticket was then. */
const fault = (
  ...steps: [type: string, time: string, ticket: Partial<TicketSnapshot>, step?: object][]
): Told[] => {
  const reported = ticketSnapshot({ id: 'tkt_1', assetCode: 'X', reportedAt: at('08:00:00') });
  let ticket = { ...reported, ...steps[0]?.[2] };
  const tell = (type: string, time: string, step?: object): Omit<Told, 'seq'> => ({
    ...{ type, subject: 'tkt_1', time: Date.parse(at(time)) },
    data: { ticket, step },
  });
  const told = [tell(TICKET_REPORTED, '08:00:00')];
  for (const [type, time, changes, step] of steps) {
    ticket = { ...ticket, ...changes };
    told.push(tell(type, time, step));
  }
  return told.map((one, index) => ({ ...one, seq: index + 1 }));
};

const { fileRepairReport, recordRecoveryTest, acceptOfflineInstant, correctFaultStart } = TICKET_STEP_EVENTS;
const repaired = (time: string, stated: string) =>
  [fileRepairReport, time, { repairedAt: at(time) }, { repairedAt: at(stated) }] as const;

describe('a hand-off', () => {
  it('that was declared and never decided ends with the repair of the provider', () => {
    const { declareHandOff } = TICKET_STEP_EVENTS;
    const told = fault([declareHandOff, '08:30:00', {}], [...repaired('20:00:00', '20:00:00')]);
    const [before] = projectFacts(told.slice(0, 2), { contract, kept: WHOLE_CONTRACT }).faults;
    expect(before!.handOffs).toHaveLength(1);
    const [after] = projectFacts(told, { contract, kept: WHOLE_CONTRACT }).faults;
    expect(after!.handOffs).toEqual([]);
  });
});

describe('a month that is scored', () => {
  it.each<[string, Told[]]>([
    [
      'after an instant was accepted that lies before what the repair report states',
      fault(
        [...repaired('10:00:00', '09:59:59')],
        [recordRecoveryTest, '11:00:00', {}, { passed: true }],
        [acceptOfflineInstant, '12:00:00', { repairedAt: at('09:59:57') }],
      ),
    ],
    [
      'whose clocks are not quite the same: the step before the report, the statement after the step',
      fault([...repaired('07:59:59', '08:00:01')], [recordRecoveryTest, '07:59:58', {}, { passed: true }]),
    ],
    [
      'whose fault is said to have begun after a repair that was accepted later',
      fault(
        [...repaired('10:00:00', '09:00:00')],
        [correctFaultStart, '10:30:00', { startedAt: at('09:50:00') }],
        [acceptOfflineInstant, '12:00:00', { repairedAt: at('09:40:00') }],
      ),
    ],
    [
      'whose equipment has fewer units by now',
      fault([...repaired('20:00:00', '20:00:00')]).map((one) => {
        const { ticket } = one.data as { ticket: TicketSnapshot };
        return {
          ...one,
          data: { ...(one.data as object), ticket: { ...ticket, unitsAffected: 3, unitNumbers: [3, 4, 5] } },
        };
      }),
    ],
  ])('can be read by anybody, and scores the same: %s', (_, told) => {
    const read = readContract(contracts, own);
    const facts = projectFacts(told, { contract, kept: WHOLE_CONTRACT });
    const file = factsFile(
      JSON.parse(JSON.stringify({ contracts, cases: [{ ...own, facts: writeFacts(facts) }] })),
    );
    const sheet = sheetAnswer(scoreMonth(read, own.month, facts));
    expect(facts.faults).toHaveLength(1);
    expect(evaluate(file)).toEqual([sheet]);
  });
});
