import { isDay } from '../month.js';
import type { Check } from './check.types.js';
import { lastDayAgreed } from './resolve-periods.js';

/** Nothing can be kept from a day on that the contract does not reach, nor from before it was signed. */
export const CHECK_KEPT_FROM: Check = {
  needs: ['contract'],
  run({ contract: { keptFrom, periods, signedOn } }, report) {
    if (keptFrom === undefined || keptFrom === 'SIGNING_DAY') return;
    if (!isDay(keptFrom)) return report('contract', ['keptFrom'], 'SIGNING_DAY, or a day, as 2026-09-01');
    if (keptFrom < signedOn) report('contract', ['keptFrom'], `the signing day ${signedOn} or later`);
    const last = lastDayAgreed(periods, signedOn);
    if (last && keptFrom > last)
      report('contract', ['keptFrom'], `the contract's last day ${last} or earlier`);
  },
};
