import { beforeAll, describe, expect, it } from '@jest/globals';
import { closedBefore, repaired } from './closed-fault.builder.js';
import type { Who } from '@zhishou/testkit/people';
import type { TicketsWorld } from './tickets.world.js';

// The contract `demo-seconds` takes the customer's answer, and corrections, for 600 seconds.
const WINDOW = '600 seconds';

/** No worker runs here: steps are put on file as it would. */
let world: TicketsWorld;

/** What its users are offered on a ticket that is closed. */
export function allowedActionsStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('what may be done with a closed fault', () => {
    const allowed = async (id: string, who: Who) => (await world.read(id, who)).allowedActions;

    it('is to answer the callback and to put it right, until the time for both is over', async () => {
      const { id } = await world.report();
      await repaired(world, id);
      expect(await allowed(id, 'reporter')).toEqual(['recordCallback']);
      expect(await allowed(id, 'supervisor')).toEqual([
        'recordCallback',
        'correctFaultStart',
        'addAffectedAssets',
      ]);
      await closedBefore(world, id, new Date().toISOString(), WINDOW);
      expect([await allowed(id, 'reporter'), await allowed(id, 'supervisor')]).toEqual([[], []]);
      const before = await world.recorded();
      const late = { ticketId: id, satisfied: true };
      expect(await world.refusedChange('reporter', 'recordCallback', late)).toMatchObject({
        code: 'CONFLICT',
        state: 'CLOSED',
        allowed: [],
      });
      expect(await world.recorded()).toEqual(before);
    });

    it('is to put it right for just as long once the callback is answered, which is answered once', async () => {
      const { id } = await world.report();
      await repaired(world, id);
      await world.record('reporter', id, { action: 'recordCallback', satisfied: true });
      const corrections = ['correctFaultStart', 'addAffectedAssets'];
      expect([await allowed(id, 'reporter'), await allowed(id, 'supervisor')]).toEqual([[], corrections]);
      const before = await world.recorded();
      const again = { ticketId: id, satisfied: false };
      expect(await world.refusedChange('supervisor', 'recordCallback', again)).toMatchObject({
        code: 'CONFLICT',
        state: 'CLOSED',
        allowed: corrections,
      });
      expect(await world.recorded()).toEqual(before);
      await closedBefore(world, id, new Date().toISOString(), WINDOW);
      expect(await allowed(id, 'supervisor')).toEqual([]);
    });
  });
}
