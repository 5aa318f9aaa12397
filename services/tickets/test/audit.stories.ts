import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { rolesFor, TICKET_ACTIONS } from '@zhishou/rules/ticket-life';
import { type ObjectTypeDefinitionNode, parse } from 'graphql';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { PEOPLE } from '@zhishou/testkit/people';
import type { TicketsWorld } from './tickets.world.js';

let world: TicketsWorld;

const entries = (about: string, after = 0) =>
  world.rows<{ action: string; actor_id: string; aggregate_id: string; after: Record<string, unknown> }>(
    `SELECT action, actor_id, aggregate_id, after FROM audit_entry WHERE ${about} AND seq > $1 ORDER BY seq`,
    [after],
  );

/** Up to where the chain goes now. */
async function lastSeq(): Promise<number> {
  const [row] = await world.rows<{ seq: number }>('SELECT max(seq)::int AS seq FROM audit_entry');
  return row!.seq;
}

function mutations(): string[] {
  const schema = parse(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
  const mutation = schema.definitions.find((node) => 'name' in node && node.name?.value === 'Mutation');
  return (mutation as ObjectTypeDefinitionNode).fields!.map(({ name }) => name.value);
}

/** What is no step of a ticket: a step is audited where every step is recorded, see life.int-spec.ts. */
const OTHERS: Record<string, (ticketId: string) => Promise<unknown>> = {
  reportTicket: () => world.report(),
  acknowledgeEscalation: async () => {
    const { id } = await world.report({ severity: 'MAJOR' });
    const [call] = await world.rows<{ id: string }>('SELECT id FROM escalation WHERE ticket_id = $1', [id]);
    const source = `mutation ($id: ID!) { acknowledgeEscalation(input: {escalationId: $id}) { id } }`;
    return world.ask('supervisor', source, { id: call!.id });
  },
  requestUpload: (ticketId) =>
    world.ask(
      'reporter',
      `mutation ($ticketId: ID!) {
        requestUpload(input: {ticketId: $ticketId, fileName: "现场.jpg"}) { attachmentId } }`,
      { ticketId },
    ),
  registerSparePart: () => registerPart('VENT-1'),
  adjustSpareStock: async () => {
    const { registerSparePart } = await registerPart('VENT-2');
    const source = `mutation ($id: ID!) {
      adjustSpareStock(input: {sparePartId: $id, change: -1, reason: "盘点"}) { id } }`;
    return world.ask('dispatcher', source, { id: registerSparePart.id });
  },
};

const registerPart = (code: string) =>
  world.ask<{ registerSparePart: { id: string } }>(
    'dispatcher',
    `mutation ($code: String!) { registerSparePart(input:
      {code: $code, name: "散热风扇", model: "PF-80", unit: "个", stock: 5, lowAt: 2}) { id } }`,
    { code },
  );

/**
 * What of a service without a worker goes down in the audit log. Comes before any story in which somebody is refused so
 * often that not every refusal is put on record.
 */
export function auditStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('the audit chain of the tickets service', () => {
    it('has an entry of every mutation there is', async () => {
      // what the system alone does is no mutation
      const asked = TICKET_ACTIONS.filter((action) => rolesFor(action).some((role) => role !== 'BOT'));
      expect(mutations().sort()).toEqual([...asked, ...Object.keys(OTHERS)].sort());
      const { id } = await world.report();
      const before = await lastSeq();
      for (const mutate of Object.values(OTHERS)) await mutate(id);
      const actions = (await entries('true', before)).map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(Object.keys(OTHERS)));
    });

    it('has an entry of a contract that comes into force, and none of one that is in force already', async () => {
      const store = world.service.app.get(ContractStore);
      const [current] = world.service.app.get<[Contract]>(CONTRACTS);
      const loaded = () => entries(`action = 'loadContract'`);
      expect(await loaded()).toMatchObject([
        { actor_id: 'system:contract', aggregate_id: current.version, after: { signedOn: current.signedOn } },
      ]);
      await store.load([current]);
      expect(await loaded()).toHaveLength(1);
      const less = { ...current, version: `${current.version}-less`, assets: current.assets.slice(1) };
      await store.load([less]);
      await store.load([current]);
      expect((await loaded()).map((entry) => entry.aggregate_id)).toEqual([
        current.version,
        less.version,
        current.version,
      ]);
    });

    it('has an entry of every right that is refused, whoever refuses it', async () => {
      const { id } = await world.report({ unitsAffected: 1 }, 'colleague');
      const before = await lastSeq();
      const accept = 'mutation ($id: ID!) { acceptTicket(input: {ticketId: $id}) { id } }';
      expect((await world.refusal('bot', accept, { id })).code).toBe('FORBIDDEN');
      expect((await world.refusal('unsignedEngineer', '{ tickets { totalCount } }')).code).toBe(
        'NDA_REQUIRED',
      );
      await world.record('dispatcher', id, { action: 'acceptTicket', engineerId: PEOPLE.engineer.id });
      await world.rows(`UPDATE ticket SET assignee_id = NULL WHERE id = $1`, [id]);
      const checkIn = 'mutation ($id: ID!) { checkIn(input: {ticketId: $id}) { id } }';
      expect((await world.refusal('secondEngineer', checkIn, { id })).code).toBe('FORBIDDEN');
      const refused = await entries(`action = 'refused'`, before);
      expect(refused.map((entry) => [entry.actor_id, entry.aggregate_id, entry.after.code])).toEqual([
        [PEOPLE.bot.id, 'Mutation.acceptTicket', 'FORBIDDEN'],
        [PEOPLE.unsignedEngineer.id, 'Query.tickets', 'NDA_REQUIRED'],
        [PEOPLE.secondEngineer.id, 'Mutation.checkIn', 'FORBIDDEN'],
      ]);
      expect(await verifyChain(world.db.manager)).toMatchObject({ ok: true });
    });
  });
}
