import { beforeAll, describe, expect, it } from '@jest/globals';
import { type AvailabilityWorld, day, days, rate } from './availability.builder.js';

// Assets of one unit, one for a test and none that another story takes; the last two go down with others.
const CODES = [
  'L1-S2-09',
  'L1-S2-10',
  'L1-S2-11',
  'L1-S3-3_1-01',
  'L1-S3-3_1-03',
  'L1-S3-3_1-05',
  'L1-S3-3_1-06',
  'L1-S3-3_1-07',
] as const;
const [CORRECTED, HANDED_OFF, RESOLVED, RECLASSIFIED, PAUSED, SYSTEM, WITH_IT] = CODES;
const TWO_UNITS = 'L1-S1-08';

let world: AvailabilityWorld;

/** How the availability of equipment follows a fault. */
export function faultLifeStories(open: () => AvailabilityWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('Asset.availability follows a fault', () => {
    it('to the start that the bureau corrected, even across the end of a month', async () => {
      const fault = await world.tell({
        assetCode: CORRECTED,
        reportedAt: day(days + 1),
        startedAt: day(days - 3),
      });
      expect(await world.availability(CORRECTED)).toEqual(rate(days - 4, days));
      await world.tell({ ...fault, startedAt: day(days + 1) });
      expect(await world.availability(CORRECTED)).toEqual(rate(1, 1));
    });

    it('into the carrier’s hands and back', async () => {
      const fault = await world.tell({ assetCode: HANDED_OFF, reportedAt: day(1) });
      await world.tell({ ...fault, state: 'HANDED_OFF', carrierSpans: [{ from: day(3), to: null }] });
      expect(await world.availability(HANDED_OFF)).toEqual(rate(days - 2, days));
      await world.tell({
        ...fault,
        state: 'CLOSED',
        carrierSpans: [{ from: day(3), to: day(6) }],
        repairedAt: day(11),
        closedAt: day(15),
      });
      expect(await world.availability(HANDED_OFF)).toEqual(rate(days - 7, days));
    });

    it('to its end when the carrier resolved it', async () => {
      const fault = await world.tell({ assetCode: RESOLVED, reportedAt: day(1) });
      await world.tell({
        ...fault,
        state: 'CLOSED',
        carrierSpans: [{ from: day(5), to: day(9) }],
        closedAt: day(9),
      });
      expect(await world.availability(RESOLVED)).toEqual(rate(days - 4, days));
    });

    it('through a pause, which does not shorten it', async () => {
      await world.tell({
        assetCode: PAUSED,
        reportedAt: day(1),
        pauseSpans: [{ from: day(2), to: day(8) }],
        repairedAt: day(11),
      });
      expect(await world.availability(PAUSED)).toEqual(rate(days - 10, days));
    });

    it('through a reclassification: the last word decides whether it counts', async () => {
      const fault = await world.tell({ assetCode: RECLASSIFIED, reportedAt: day(1), repairedAt: day(11) });
      await world.tell({ ...fault, severity: 'CONSULTATION' });
      expect(await world.availability(RECLASSIFIED)).toEqual(rate(1, 1));
      await world.tell({ ...fault, severity: 'MAJOR' });
      expect(await world.availability(RECLASSIFIED)).toEqual(rate(days - 10, days));
    });
  });

  describe('a fault of a whole system', () => {
    it('takes down what the supervisor adds, each for as long as the fault lasts', async () => {
      const fault = await world.tell({ assetCode: SYSTEM, reportedAt: day(1) });
      expect(await world.availabilities([SYSTEM, WITH_IT, TWO_UNITS])).toEqual([
        rate(0, 1),
        rate(1, 1),
        rate(1, 1),
      ]);
      const affectedAssets = [
        { assetCode: WITH_IT, unitsAffected: 1, unitNumbers: null },
        { assetCode: TWO_UNITS, unitsAffected: 1, unitNumbers: [2] },
      ];
      const known = await world.tell({ ...fault, affectedAssets });
      expect(await world.availabilities([SYSTEM, WITH_IT, TWO_UNITS])).toEqual([
        rate(0, 1),
        rate(0, 1),
        rate(1, 2),
      ]);
      await world.tell({ ...known, repairedAt: day(11) });
      const up = rate(days - 10, days);
      expect(await world.availabilities([WITH_IT])).toEqual([up]);
      expect(await world.availabilities([SYSTEM, WITH_IT])).toEqual([up, up]);
      expect(await world.availability(TWO_UNITS)).toEqual(rate(2 * days - 10, 2 * days));
    });

    it('is found by them though it was reported of equipment that is on no list', async () => {
      const assetCode = CODES[7];
      await world.tell({
        assetCode: null,
        coverage: 'COVERED_BY_JUDGEMENT',
        affectedAssets: [{ assetCode, unitsAffected: 1, unitNumbers: null }],
        reportedAt: day(1),
        repairedAt: day(3),
      });
      expect(await world.availability(assetCode)).toEqual(rate(days - 2, days));
    });

    it('lets the supervisor put right how many units of its own equipment are down', async () => {
      const assetCode = 'L1-S1-05';
      const fault = await world.tell({
        assetCode,
        unitsAffected: 3,
        reportedAt: day(1),
        repairedAt: day(11),
      });
      await world.tell({ ...fault, affectedAssets: [{ assetCode, unitsAffected: 1, unitNumbers: null }] });
      expect(await world.availability(assetCode)).toEqual(rate(3 * days - 10, 3 * days));
    });
  });
}
