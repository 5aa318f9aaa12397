import type { Check } from './check.types.js';

/** Levels 1, 2, 3 … each with its time to acknowledge, save the last; reasons call levels that exist. */
export const CHECK_ESCALATION: Check = {
  needs: ['escalation'],
  run({ escalation: { levels, reasons } }, report) {
    levels.forEach(({ level, acknowledgeWithin }, index) => {
      const path = ['levels', index, 'acknowledgeWithin'];
      const isLast = index === levels.length - 1;
      if (level !== index + 1) report('escalation', ['levels', index, 'level'], `${index + 1}, in order`);
      if (!isLast && acknowledgeWithin === undefined)
        report('escalation', path, 'a time, as a level follows');
      if (isLast && acknowledgeWithin !== undefined)
        report('escalation', path, 'nothing, as no level follows');
    });
    reasons.forEach(({ level, majorLevel = level }, index) => {
      if (level > levels.length)
        report('escalation', ['reasons', index, 'level'], `at most ${levels.length}`);
      else if (majorLevel < level || majorLevel > levels.length)
        report('escalation', ['reasons', index, 'majorLevel'], `from ${level} to ${levels.length}`);
    });
  },
};
