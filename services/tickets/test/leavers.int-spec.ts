import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { PEOPLE, type Who } from '@zhishou/testkit/people';
import { TicketsWorld } from './tickets.world.js';

type Leaver = 'engineer' | 'secondEngineer';

const LOOK = `query ($id: ID) { ticket(id: $id) {
  state allowedActions assignee { id } timeline { type note by { id } } } }`;
const UNASSIGNED = '{ tickets(first: 100, filter: { unassigned: true }) { nodes { id } } }';

interface View {
  state: string;
  allowedActions: string[];
  assignee: { id: string } | null;
  timeline: { type: string; note: string | null; by: { id: string } | null }[];
}

let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
});

afterAll(() => world?.close());

/** A ticket in the hands of an engineer, at this step of its life. */
async function heldBy(who: Leaver, onSite = false): Promise<string> {
  const { id } = await world.report();
  await world.record('dispatcher', id, { action: 'acceptTicket', engineerId: PEOPLE[who].id });
  if (onSite) await world.record(who, id, { action: 'checkIn', engineerId: PEOPLE[who].id });
  return id;
}

const becomes = (who: Who, change: string) =>
  world.rows(`UPDATE person SET ${change} WHERE id = $1`, [PEOPLE[who].id]);

const look = async (id: string): Promise<View> =>
  (await world.ask<{ ticket: View }>('dispatcher', LOOK, { id })).ticket;

const released = (id: string) =>
  world.rows<{ by_id: string }>(
    `SELECT by_id FROM transition WHERE case_id = $1 AND action = 'releaseAssignee'`,
    [id],
  );

const isReleased = (id: string) =>
  eventually(async () => (await released(id)).length > 0, { within: 50_000 });

// first, while no worker takes any step
it('nothing is lost while no step can be taken: it is done once that is over, and once', async () => {
  const id = await heldBy('engineer');
  await becomes('engineer', 'active = false');
  await eventually(
    async () => (await world.rows('SELECT FROM abandoned_attempt WHERE case_id = $1', [id])).length > 0,
    { within: 40_000 },
  );
  expect((await look(id)).assignee).toEqual({ id: PEOPLE.engineer.id });
  await world.startWorker();
  await isReleased(id);
  expect(await released(id)).toHaveLength(1);
  await becomes('engineer', 'active = true');
});

describe('the open tickets of whoever may work on them no longer', () => {
  it.each<[string, string, string, string]>([
    ['is deactivated', 'active = false', 'active = true', 'DEACTIVATED'],
    ['has another role', `role = 'BUREAU_REPORTER'`, `role = 'PROVIDER_ENGINEER'`, 'ROLE_CHANGED'],
    ['lost the NDA', 'nda_signed = false', 'nda_signed = true', 'NDA_MISSING'],
  ])('come back to the dispatcher by a step on file: who %s', async (_, leave, comeBack, note) => {
    const [accepted, onSite] = [await heldBy('secondEngineer'), await heldBy('secondEngineer', true)];
    const others = await heldBy('engineer');
    await becomes('secondEngineer', leave);
    await Promise.all([accepted, onSite].map(isReleased));
    for (const [id, state] of [
      [accepted, 'ACCEPTED'],
      [onSite, 'ON_SITE'],
    ] as const) {
      const view = await look(id);
      expect(view).toMatchObject({ state, assignee: null });
      expect(view.allowedActions).toContain('assignEngineer');
      expect(view.timeline.at(-1)).toEqual({ type: 'ticket.assignee-released', note, by: null });
    }
    const { tickets } = await world.ask<{ tickets: { nodes: { id: string }[] } }>('dispatcher', UNASSIGNED);
    const listed = tickets.nodes.map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining([accepted, onSite]));
    expect(listed).not.toContain(others);
    await becomes('secondEngineer', comeBack);
    expect((await look(others)).assignee).toEqual({ id: PEOPLE.engineer.id });
  });

  it('are told on tickets.v1 and in the audit log, as done by no person', async () => {
    const id = await heldBy('secondEngineer');
    await becomes('secondEngineer', 'active = false');
    await isReleased(id);
    const [event] = await world.rows<{ event: { type: string; data: object } }>(
      `SELECT event FROM outbox WHERE key = $1 ORDER BY outbox.id DESC LIMIT 1`,
      [id],
    );
    expect(event?.event).toMatchObject({
      type: 'ticket.assignee-released',
      data: {
        step: { engineerId: PEOPLE.secondEngineer.id, reason: 'DEACTIVATED' },
        by: { id: 'system:people' },
      },
    });
    const [entry] = await world.rows(
      `SELECT actor_id, before ->> 'assigneeId' AS before, after ->> 'assigneeId' AS after FROM audit_entry
       WHERE aggregate_id = $1 AND action = 'releaseAssignee'`,
      [id],
    );
    expect(entry).toEqual({ actor_id: 'system:people', before: PEOPLE.secondEngineer.id, after: null });
    await becomes('secondEngineer', 'active = true');
  });

  it('are taken over by whom the dispatcher names then', async () => {
    const id = await heldBy('secondEngineer');
    await becomes('secondEngineer', 'active = false');
    await isReleased(id);
    await world.change('dispatcher', 'assignEngineer', { ticketId: id, engineerId: PEOPLE.engineer.id });
    expect((await look(id)).assignee).toEqual({ id: PEOPLE.engineer.id });
    expect(await released(id)).toHaveLength(1);
    await becomes('secondEngineer', 'active = true');
  });

  it('stay with whoever was closed before: what is over is left alone', async () => {
    const id = await heldBy('secondEngineer');
    const open = await heldBy('secondEngineer');
    await world.rows(`UPDATE ticket SET state = 'CLOSED' WHERE id = $1`, [id]);
    await becomes('secondEngineer', 'active = false');
    await isReleased(open);
    expect(await released(id)).toEqual([]);
    await becomes('secondEngineer', 'active = true');
  });
});
