import { isDay, lastDayOfPeriod } from '../month.js';
import type { Check, Report } from './check.types.js';
import type { FieldPath } from './contract-problem.js';
import { periodOf } from './resolve-assets.js';
import { firstDayOf } from './resolve-periods.js';
import type { PeriodSource } from './source.types.js';

/** Reports a name that is unknown, or covered twice; answers the names it saw. */
function namesIn(
  periods: PeriodSource[],
  field: 'lists' | 'items',
  known: ReadonlySet<string>,
  what: string,
  report: Report,
): Set<string> {
  const seen = new Set<string>();
  periods.forEach((period, p) => {
    period[field]?.map(String).forEach((name, i) => {
      const path: FieldPath = ['periods', p, field, i];
      if (!known.has(name)) report('contract', path, what);
      else if (seen.has(name)) report('contract', path, `${what} that no period above covers`);
      seen.add(name);
    });
  });
  return seen;
}

/** Every list and item is covered by one period, and every period covers something that exists. */
export const CHECK_PERIODS: Check = {
  needs: ['contract', 'equipment'],
  run({ contract: { periods, items = [], signedOn }, equipment }, report) {
    const knownLists = new Set(equipment.map((row) => row.list_no));
    const knownItems = new Set([...equipment, ...items].map(({ code }) => code));
    const lists = namesIn(periods, 'lists', knownLists, 'a list of equipment.csv', report);
    const codes = namesIn(periods, 'items', knownItems, 'the code of an item', report);

    periods.forEach((period, p) => {
      if (!period.lists && !period.items && !period.services)
        report('contract', ['periods', p], 'lists, items or services that it covers', 'none of them');
      const first = firstDayOf(period, signedOn);
      if (!isDay(first)) report('contract', ['periods', p, 'from'], 'a day of the calendar', first);
    });
    equipment.forEach(({ code, list_no: list, from }, index) => {
      const period = from && periodOf(periods, code, Number(list));
      if (!period) return;
      const first = firstDayOf(period, signedOn);
      const last = isDay(first) ? lastDayOfPeriod(first, period.months) : '';
      if (!isDay(from) || from > last)
        report('equipment', [index, 'from'], `a day no later than ${last}, the last of its period`);
    });
    const reported = new Set<string>();
    equipment.forEach(({ code, list_no: list }, index) => {
      if (lists.has(list) || codes.has(code) || reported.has(list)) return;
      reported.add(list);
      report('equipment', [index, 'list_no'], 'a list that a period of contract.yaml covers');
    });
    items.forEach(({ code }, index) => {
      if (!codes.has(code)) report('contract', ['items', index, 'code'], 'an item that a period covers');
    });
  },
};
