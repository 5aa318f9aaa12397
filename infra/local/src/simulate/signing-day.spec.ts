import { describe, expect, it } from '@jest/globals';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import { completionDay, contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Day } from '@zhishou/rules/month';
import { join } from 'node:path';
import { REPOSITORY } from '../root/repository.js';
import { signingDayFor } from './signing-day.js';

const signed = (on: Day) => loadContract(join(REPOSITORY, 'contracts/shaoguan-2026'), { signedOn: on });

describe('the signing day of a simulation', () => {
  it.each([
    [1, '2026-11-28', '2026-10-01'],
    [7, '2026-11-28', '2026-04-01'],
    [7, '2027-03-01', '2026-08-01'],
  ])('lets %s months be over on %s', (months, today, day) => {
    expect(signingDayFor(months, today, signed)).toBe(day);
  });

  it.each(['2026-11-28', '2027-02-14', '2027-08-16'])(
    'of 12 leaves time to settle a whole year by %s',
    (today) => {
      const contract = signed(signingDayFor(12, today, signed));
      expect(contractMonths(contract)).toHaveLength(12);
      expect(completionDay(contract) < today).toBe(true);
    },
  );
});
