import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { Who } from '@zhishou/testkit/people';
import type { TicketView } from './ticket.view.js';
import type { TicketsWorld } from './tickets.world.js';

const ACKNOWLEDGE = `mutation ($id: ID!) { acknowledgeEscalation(input: { escalationId: $id }) { acknowledgedAt } }`;
const OPEN = `{ escalations(first: 100, filter: { acknowledged: false }) { nodes { id } } }`;

/** Who may answer a call to this side, and what all others are told. */
const ANSWERS: Record<
  'BUREAU' | 'PROVIDER',
  Record<Exclude<Who, 'colleague' | 'secondEngineer' | 'formerEngineer'>, string>
> = {
  BUREAU: {
    ...{ supervisor: 'OK', admin: 'OK', bot: 'OK' },
    ...{ dispatcher: 'FORBIDDEN', engineer: 'FORBIDDEN', reporter: 'FORBIDDEN', auditor: 'FORBIDDEN' },
    unsignedEngineer: 'NDA_REQUIRED',
  },
  PROVIDER: {
    ...{ dispatcher: 'OK', engineer: 'OK', bot: 'OK' },
    ...{ supervisor: 'FORBIDDEN', admin: 'FORBIDDEN', reporter: 'FORBIDDEN', auditor: 'FORBIDDEN' },
    unsignedEngineer: 'NDA_REQUIRED',
  },
};

let world: TicketsWorld;
let ticket: TicketView;

/** Puts a call on record as if its cause had come. */
async function called(reason: string, level: number, { id, number }: TicketView): Promise<string> {
  const escalationId = newId('esc');
  await world.rows(
    `INSERT INTO escalation (id, ticket_id, ticket_number, reason, mark, level, raised_at)
     VALUES ($1, $2, $3, $4, $1, $5, now())`,
    [escalationId, id, number, reason, level],
  );
  return escalationId;
}

const answerOf = async (who: Who, id: string): Promise<string> => {
  const { errors } = await world.answer(who, ACKNOWLEDGE, { id });
  return errors ? String(errors[0]!.extensions?.code) : 'OK';
};

const openIds = async (): Promise<string[]> => {
  const { escalations } = await world.ask<{ escalations: { nodes: { id: string }[] } }>('supervisor', OPEN);
  return escalations.nodes.map(({ id }) => id);
};

/** Who answers a call, and when there is none to answer any more. */
export function escalationAnswerStories(open: () => TicketsWorld): void {
  beforeAll(async () => {
    world = open();
    ticket = await world.report();
  });

  it('every reason is answered by the side of the level that the contract calls first', async () => {
    const [{ escalation }] = world.service.app.get<[Contract]>(CONTRACTS);
    const { levels, reasons } = escalation;
    const first = reasons.flatMap(({ reason, level, majorLevel }) =>
      [...new Set([level, majorLevel])].map((each) => ({ reason, level: each })),
    );
    const later = levels.map(({ level }) => ({ reason: 'RESOLVE_BREACH', level }));
    const side = (level: number) => levels.find((each) => each.level === level)!.side;
    expect(levels.map(({ level }) => side(level))).toEqual(['PROVIDER', 'PROVIDER', 'BUREAU', 'BUREAU']);
    for (const { reason, level } of [...first, ...later]) {
      const expected = ANSWERS[side(level)];
      const found = await Promise.all(
        (Object.keys(expected) as Who[]).map(async (who) => {
          const id = await called(reason, level, ticket);
          return [who, await answerOf(who, id)];
        }),
      );
      expect([reason, level, Object.fromEntries(found)]).toEqual([reason, level, expected]);
    }
  });

  it('whoever is not called is told who was', async () => {
    const id = await called('MAJOR_FAULT', 3, ticket);
    expect((await world.refusal('dispatcher', ACKNOWLEDGE, { id })).message).toContain('甲方监督管理员');
    expect(await answerOf('supervisor', id)).toBe('OK');
  });

  describe('what is over is open no longer, and answered by nobody', () => {
    it.each<[string, (ticket: TicketView) => Promise<unknown>, string]>([
      [
        'a ticket that was cancelled',
        ({ id }) => world.record('reporter', id, { action: 'cancelTicket' }, { reason: '误报' }),
        'CAUSE_GONE',
      ],
      [
        'a consultation that was answered',
        ({ id }) => world.record('dispatcher', id, { action: 'answerConsultation' }, { answer: '重启' }),
        'CAUSE_GONE',
      ],
      [
        'a call that was withdrawn',
        ({ id }) => world.rows('UPDATE escalation SET withdrawn_at = now() WHERE ticket_id = $1', [id]),
        'WITHDRAWN',
      ],
    ])('%s', async (name, end, state) => {
      const consultation = { kind: 'CONSULTATION', severity: undefined, assetCode: undefined };
      const mine = await world.report(name.includes('consultation') ? consultation : {});
      const id = await called('RESPONSE_BREACH', 4, mine);
      expect(await openIds()).toContain(id);
      await end(mine);
      expect(await openIds()).not.toContain(id);
      expect(await world.refusal('admin', ACKNOWLEDGE, { id })).toMatchObject({
        code: 'CONFLICT',
        state,
        allowed: [],
      });
    });

    it('a stock that is enough again', async () => {
      const about = { code: 'LOW-1', name: '电源模块', model: 'PM-1', unit: '个', stock: 2, lowAt: 1 };
      const { registerSparePart } = await world.ask<{ registerSparePart: { id: string } }>(
        'dispatcher',
        'mutation ($input: RegisterSparePartInput!) { registerSparePart(input: $input) { id } }',
        { input: about },
      );
      const adjust = (change: number) =>
        world.ask(
          'dispatcher',
          'mutation ($input: AdjustSpareStockInput!) { adjustSpareStock(input: $input) { stock } }',
          { input: { sparePartId: registerSparePart.id, change, reason: '盘点' } },
        );
      const calls = async () =>
        (
          await world.rows<{ id: string }>(
            'SELECT id FROM escalation WHERE spare_part_id = $1 ORDER BY raised_at',
            [registerSparePart.id],
          )
        ).map(({ id }) => id);
      await adjust(-1);
      const [first] = await calls();
      expect(await openIds()).toContain(first);

      await adjust(5);
      expect(await openIds()).not.toContain(first);
      expect(await world.refusal('dispatcher', ACKNOWLEDGE, { id: first })).toMatchObject({
        code: 'CONFLICT',
        state: 'WITHDRAWN',
      });
      const told = await world.rows(
        `SELECT event -> 'data' ->> 'escalationId' AS id FROM outbox WHERE key = $1 AND event ->> 'type' = 'escalation.withdrawn'`,
        [registerSparePart.id],
      );
      expect(told).toEqual([{ id: first }]);

      await adjust(-5);
      const [, second] = await calls();
      expect(await openIds()).toEqual(expect.arrayContaining([second]));
      expect(await openIds()).not.toContain(first);
    });
  });
}
