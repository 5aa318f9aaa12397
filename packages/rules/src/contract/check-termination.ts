import type { Check } from './check.types.js';
import { lastDayAgreed } from './resolve-periods.js';

/** A contract is ended after it was signed and before it would have ended, and not before notice was given of it (五). */
export const CHECK_TERMINATION: Check = {
  needs: ['contract'],
  run({ contract: { termination, periods, signedOn } }, report) {
    if (termination === undefined) return;
    const { noticeOn, lastDay } = termination;
    const agreed = lastDayAgreed(periods, signedOn);
    if (noticeOn < signedOn)
      report('contract', ['termination', 'noticeOn'], `the signing day ${signedOn} or later`);
    if (lastDay < noticeOn)
      report('contract', ['termination', 'lastDay'], `the day of the notice ${noticeOn} or later`);
    if (agreed !== undefined && lastDay >= agreed)
      report('contract', ['termination', 'lastDay'], `a day before the last one agreed, ${agreed}`);
  },
};
