import { beforeAll, describe, expect, it } from '@jest/globals';
import { shiftMonth } from '@zhishou/rules/month';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource } from 'typeorm';
import {
  AVAILABILITY,
  type AvailabilityWorld,
  day,
  days,
  past,
  rate,
  refs,
  running,
} from './availability.builder.js';

// Assets of the contract, one of each for a test and none that another story takes, by how many units they have.
const ONE_UNIT = ['L1-S1-01', 'L1-S1-06', 'L1-S1-07', 'L1-S2-04'] as const;
const [TWO_UNITS, THREE_UNITS, SIXTEEN_UNITS] = ['L1-S1-04', 'L1-S1-03', 'L1-S1-02'];

let world: AvailabilityWorld;

/** What the availability of equipment is, and who is told. */
export function availabilityStories(open: () => AvailabilityWorld): void {
  beforeAll(() => {
    world = open();
  });

  describe('Asset.availability', () => {
    it('is an exact rate, its percentage cut to two digits', async () => {
      expect(await world.availability(SIXTEEN_UNITS)).toEqual({
        numerator: '1',
        denominator: '1',
        percent: 100,
      });
      await world.tell({ assetCode: SIXTEEN_UNITS, unitsAffected: 3, reportedAt: day(0) });
      expect(await world.availability(SIXTEEN_UNITS)).toEqual({
        numerator: '13',
        denominator: '16',
        percent: 81.25,
      });
      await world.tell({ assetCode: SIXTEEN_UNITS, reportedAt: day(1), repairedAt: day(2) });
      const exact = (100 * (13 * days - 1)) / (16 * days);
      expect(await world.availability(SIXTEEN_UNITS)).toMatchObject({
        percent: Math.floor(exact * 100) / 100,
      });
    });

    it('follows a fault through a failed test to the repair that holds', async () => {
      const [code] = ONE_UNIT;
      const fault = await world.tell({ assetCode: code, reportedAt: day(1) });
      expect(await world.availability(code)).toEqual(rate(0, 1));
      await world.tell({ ...fault, state: 'REPAIRED', repairedAt: day(3) });
      expect(await world.availability(code)).toEqual(rate(days - 2, days));
      await world.tell({ ...fault, state: 'REOPENED', round: 2 });
      expect(await world.availability(code)).toEqual(rate(0, 1));
      await world.tell({ ...fault, state: 'CLOSED', round: 2, repairedAt: day(6), closedAt: day(20) });
      expect(await world.availability(code)).toEqual(rate(days - 5, days));
    });

    it('counts a fault from the judgement that covers it, and not one that was cancelled', async () => {
      const code = ONE_UNIT[1];
      const facts = { assetCode: code, reportedAt: day(1), repairedAt: day(11) };
      const judged = await world.tell({ ...facts, coverage: 'OUT_OF_PERIOD', state: 'REPORTED' });
      const cancelled = await world.tell({
        ...facts,
        reportedAt: day(11),
        repairedAt: null,
        state: 'REPORTED',
      });
      await world.tell({ ...cancelled, state: 'CANCELLED' });
      expect(await world.availability(code)).toEqual(rate(1, 1));
      await world.tell({ ...judged, coverage: 'COVERED_BY_JUDGEMENT', state: 'REPAIRED' });
      expect(await world.availability(code)).toEqual(rate(days - 10, days));
    });

    it('counts a numbered unit once, and mere counts apart, up to what there is', async () => {
      const ten = { reportedAt: day(1), repairedAt: day(11) };
      await world.tell({ ...ten, assetCode: THREE_UNITS, unitsAffected: 2, unitNumbers: [1, 2] });
      await world.tell({ ...ten, assetCode: THREE_UNITS, unitsAffected: 1, unitNumbers: [2] });
      for (let n = 0; n < 3; n++) await world.tell({ ...ten, assetCode: TWO_UNITS });
      expect(await world.availabilities([THREE_UNITS, TWO_UNITS])).toEqual([
        rate(3 * days - 20, 3 * days),
        rate(2 * days - 20, 2 * days),
      ]);
    });

    it('is of a running month the time so far, and full for one to come', async () => {
      const code = ONE_UNIT[2];
      await world.tell({ assetCode: code, reportedAt: day(11) });
      expect(await world.availability(code)).toEqual(rate(10, days));
      expect(await world.availability(code, running)).toEqual(rate(0, 1));
      expect(await world.availability(code, shiftMonth(running, 1))).toEqual(rate(1, 1));
    });

    it('is full outside of the contract', async () => {
      await world.tell({ assetCode: ONE_UNIT[3], reportedAt: day(1) });
      expect(await world.availabilities([ONE_UNIT[3]], shiftMonth(running, 24))).toEqual([rate(1, 1)]);
      expect(await world.availabilities([ONE_UNIT[3]], '2019-12')).toEqual([rate(1, 1)]);
    });

    it('is nothing for the link, which has no units, and for what is on no list', async () => {
      expect(await world.availabilities(['KA-LINK', 'UNHEARD-OF'])).toEqual([null, null]);
    });

    it('costs one look at the facts for twenty assets', async () => {
      const [{ assets }] = world.service.app.get<[Contract]>(CONTRACTS);
      const codes = assets.slice(20, 40).map(({ code }) => code);
      const dataSource = world.service.app.get(DataSource);
      const statements: string[] = [];
      const { logger } = dataSource;
      dataSource.logger = {
        ...logger,
        logQuery: (statement: string) => statements.push(statement),
      };
      expect(await world.availabilities(codes)).toHaveLength(20);
      dataSource.logger = logger;
      expect(statements.filter((statement) => statement.includes('FROM fact'))).toHaveLength(1);
    });
  });

  describe('who asks', () => {
    const codeOf = async (as?: string) => {
      const answer = await world.service.query(AVAILABILITY, {
        variables: { assets: refs(ONE_UNIT), month: past },
        as,
      });
      return answer.errors?.[0]?.extensions.code;
    };

    it('needs a token, and may not be the bot', async () => {
      expect(await codeOf()).toBe('UNAUTHENTICATED');
      expect(await codeOf('Bearer a.b.c')).toBe('UNAUTHENTICATED');
      expect(await codeOf(await world.bearer('BOT'))).toBe('FORBIDDEN');
    });

    it('is told what is no month, and where', async () => {
      const variables = { assets: refs(ONE_UNIT), month: '2026-13' };
      const { errors } = await world.service.query(AVAILABILITY, { variables, as: world.auditor });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'month' }] });
    });
  });

  it('says that it is ready', async () => {
    const response = await fetch(`${world.service.url}/health/ready`);
    expect(await response.json()).toEqual({ status: 'ready' });
  });
}
