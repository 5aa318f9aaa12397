import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { closedBefore, repaired } from './closed-fault.builder.js';
import type { TicketsWorld } from './tickets.world.js';

/** No worker runs here: steps are put on file as it would. */
let world: TicketsWorld;

/** When a fault is a repeat of another. */
export function repeatFaultStories(open: () => TicketsWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('a fault that repeats another', () => {
    const ASSET = { assetCode: 'L1-S1-02', unitNumbers: [3] };

    // Each test has the equipment for itself: what was closed before lies outside of the window.
    beforeEach(() => world.rows(`UPDATE ticket SET closed_at = '2020-01-01' WHERE asset_code = 'L1-S1-02'`));

    const isRepeat = async (id: string): Promise<boolean | null> => {
      const source = 'query ($id: ID) { ticket(id: $id) { isRepeat } }';
      return (await world.ask<{ ticket: { isRepeat: boolean | null } }>('supervisor', source, { id })).ticket
        .isRepeat;
    };

    it('is known to once its own repair has passed, by equipment and type', async () => {
      const first = await world.report(ASSET);
      await repaired(world, first.id);
      const again = await world.report(ASSET);
      const other = await world.report(ASSET);
      expect(await isRepeat(again.id)).toBeNull();
      await repaired(world, again.id, { faultType: 'POWER', passed: false });
      expect(await isRepeat(again.id)).toBeNull();
      await repaired(world, again.id);
      await repaired(world, other.id, { faultType: 'CABLE' });
      expect([await isRepeat(first.id), await isRepeat(again.id), await isRepeat(other.id)]).toEqual([
        false,
        true,
        false,
      ]);
    });

    it('reported before the other was closed is a double report', async () => {
      const [first, double] = [await world.report(ASSET), await world.report(ASSET)];
      await repaired(world, first.id);
      await repaired(world, double.id);
      expect(await isRepeat(double.id)).toBe(false);
    });

    it('thirty days after to the millisecond is one, a millisecond later is none', async () => {
      const first = await world.report(ASSET);
      await repaired(world, first.id);
      const again = await world.report(ASSET);
      await repaired(world, again.id);
      await closedBefore(world, first.id, again.reportedAt, '30 days');
      expect(await isRepeat(again.id)).toBe(true);
      await closedBefore(world, first.id, again.reportedAt, '30 days 1 millisecond');
      expect(await isRepeat(again.id)).toBe(false);
    });

    it('is never a consultation, nor equipment that is in no list', async () => {
      const consultation = await world.report({ kind: 'CONSULTATION', severity: undefined, answer: '好' });
      expect(await isRepeat(consultation.id)).toBeNull();
      for (const expected of [false, false]) {
        const unlisted = await world.report({ assetCode: undefined });
        await world.record(
          'supervisor',
          unlisted.id,
          { action: 'judgeCoverage', cover: true },
          { reason: '先修' },
        );
        await repaired(world, unlisted.id);
        expect(await isRepeat(unlisted.id)).toBe(expected);
      }
    });
  });
}
