import type { Check } from './check.types.js';
import { durationMs } from './duration.js';
import { warnMark } from './warn-marks.js';

const isLonger = (one: string, other: string): boolean => (durationMs(one) ?? 0) > (durationMs(other) ?? 0);

/** Response, arrival and repair follow one another. */
export const CHECK_BUDGETS: Check = {
  needs: ['faults'],
  run({ faults }, report) {
    faults.severities.forEach(({ response, onsite, resolve }, s) => {
      if (isLonger(response, onsite))
        report('faults', ['severities', s, 'onsite'], `no less than response, ${response}`);
      if (isLonger(onsite, resolve))
        report('faults', ['severities', s, 'resolve'], `no less than onsite, ${onsite}`);
    });
  },
};

/** Warnings rise and have names of their own; an answer is taken for at least as long as it is awaited. */
export const CHECK_CHOICES: Check = {
  needs: ['choices'],
  run({ choices }, report) {
    const marks = choices['clock.warnAt'].map(warnMark);
    marks.forEach(({ mark, numerator, denominator }, index) => {
      const before = marks[index - 1];
      const rises = !before || before.numerator * denominator < numerator * before.denominator;
      if (numerator >= denominator)
        report('choices', ['clock.warnAt', index], 'a part between 0 and 1, as 1/2');
      else if (!rises || before?.mark === mark)
        report('choices', ['clock.warnAt', index], 'a part at least one percent above the one before');
    });
    if (isLonger(choices['callback.due'], choices['callback.open']))
      report('choices', ['callback.open'], `no less than callback.due, ${choices['callback.due']}`);
  },
};

export const CHECK_HOLIDAYS: Check = {
  needs: ['contract'],
  run({ contract }, report) {
    contract.holidays.off.forEach(({ from, to }, index) => {
      if (to < from) report('contract', ['holidays', 'off', index, 'to'], `${from} or later`);
    });
  },
};
