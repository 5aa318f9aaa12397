import { describe, expect, it } from '@jest/globals';
import { add, formatFraction, parseFraction } from '../../fraction.js';
import { AVAILABILITY } from '../../../test/score/availability.cases.js';
import { MANAGEMENT } from '../../../test/score/management.cases.js';
import { CONTRACTS, type WorkedCase } from '../../../test/score/neutral.builder.js';
import { REPEATS_AND_SERVICE } from '../../../test/score/repeats-and-service.cases.js';
import { TIMELY } from '../../../test/score/timely.cases.js';
import { TIMELY_DECISIONS } from '../../../test/score/timely-decisions.cases.js';
import { type Answer, evaluate } from './evaluate.js';

const FULL = {
  ...{ P1: '5', P2: '5', P3: '5', P4: '5', P5: '30', P6: '15', P7: '15', P8: '10', P9: '10' },
  ...{ S1: '30', S2: '30', S3: '40', D: '0' },
};

const sumOf = (items: Record<string, string>, codes: string): string =>
  formatFraction(
    Object.entries(items)
      .filter(([code]) => codes.includes(code.charAt(0)))
      .map(([, points]) => parseFraction(points))
      .reduce(add),
  );

const answerTo = ({ why, expect: _, ...own }: WorkedCase): Answer | undefined =>
  evaluate({ contracts: CONTRACTS, cases: [{ name: why, ...own }] })[0];

describe.each(Object.entries({ MANAGEMENT, TIMELY, TIMELY_DECISIONS, AVAILABILITY, REPEATS_AND_SERVICE }))(
  'a sheet worked out by hand: %s',
  (_group, cases) => {
    it.each(Object.entries(cases))('%s', (_name, own) => {
      const { items: lost = {}, ...more } = own.expect;
      const items = { ...FULL, ...lost };
      const answer = answerTo(own);
      expect(answer).toEqual({
        ...answer,
        items,
        performance: sumOf(items, 'PD'),
        service: sumOf(items, 'S'),
        ...more,
      });
    });
  },
);
