import { durationMs } from './duration.js';
import type { Report } from './located.js';
import type { ContractSource } from './source.types.js';
import { warnMark } from './warn-marks.js';

/** Times that follow one another: response, arrival, repair; rising warnings; holidays that end after they begin. */
export function checkTimes({ contract, faults, choices }: ContractSource, report: Report): void {
  const notAfter = (earlier: string, later: string): boolean =>
    (durationMs(earlier) ?? 0) <= (durationMs(later) ?? 0);

  faults.severities.forEach(({ response, onsite, resolve }, s) => {
    if (!notAfter(response, onsite))
      report('faults', ['severities', s, 'onsite'], `at least response, ${response}`, onsite);
    if (!notAfter(onsite, resolve))
      report('faults', ['severities', s, 'resolve'], `at least onsite, ${onsite}`, resolve);
  });
  if (!notAfter(choices['callback.due'], choices['callback.open']))
    report('choices', ['callback.open'], `at least callback.due, ${choices['callback.due']}`);

  const marks = choices['clock.warnAt'].map(warnMark);
  marks.forEach(({ mark, numerator, denominator }, index) => {
    const before = marks[index - 1];
    if (numerator >= denominator)
      report('choices', ['clock.warnAt', index], 'a part between 0 and 1, as 1/2');
    else if (
      before &&
      (before.numerator * denominator >= numerator * before.denominator || before.mark === mark)
    )
      report('choices', ['clock.warnAt', index], 'a part at least one percent above the one before');
  });
  contract.holidays.off.forEach(({ from, to }, index) => {
    if (to < from) report('contract', ['holidays', 'off', index, 'to'], `${from} or later`);
  });
}
