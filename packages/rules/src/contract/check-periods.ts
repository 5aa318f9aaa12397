import { isDay } from '../month.js';
import type { FieldPath } from './contract-problem.js';
import type { Report } from './located.js';
import { firstDayOf } from './resolve-periods.js';
import type { ContractSource } from './source.types.js';

/** Takes down a name that is unknown, or named before; answers the names it saw. */
function tick(
  names: { name: string; path: FieldPath }[],
  known: ReadonlySet<string>,
  what: string,
  report: Report,
): Set<string> {
  const seen = new Set<string>();
  for (const { name, path } of names) {
    if (!known.has(name)) report('contract', path, what, name);
    else if (seen.has(name)) report('contract', path, `${what} that no period above covers`, name);
    seen.add(name);
  }
  return seen;
}

/** Every list and item is covered by one period, and every period covers something that exists. */
export function checkPeriods({ contract, equipment }: ContractSource, report: Report): void {
  const items = contract.items ?? [];
  const { periods, signedOn } = contract;
  const lists = tick(
    periods.flatMap(({ lists: named = [] }, p) =>
      named.map((list, i) => ({ name: String(list), path: ['periods', p, 'lists', i] })),
    ),
    new Set(equipment.map((row) => row.list_no)),
    'a list of equipment.csv',
    report,
  );
  const codes = tick(
    periods.flatMap(({ items: named = [] }, p) =>
      named.map((name, i) => ({ name, path: ['periods', p, 'items', i] })),
    ),
    new Set([...equipment, ...items].map((item) => item.code)),
    'an item of equipment.csv or of items',
    report,
  );

  periods.forEach((period, p) => {
    if (!period.lists && !period.items && !period.services)
      report('contract', ['periods', p], 'lists, items or services that it covers', 'none of them');
    const first = firstDayOf(period, signedOn);
    if (!isDay(first)) report('contract', ['periods', p, 'from'], 'a day of the calendar', first);
  });
  equipment.forEach((row, index) => {
    if (!lists.has(row.list_no) && !codes.has(row.code))
      report('equipment', [index, 'list_no'], 'a list that a period of contract.yaml covers', row.list_no);
  });
  items.forEach(({ code }, index) => {
    if (!codes.has(code)) report('contract', ['items', index, 'code'], 'an item that a period covers', code);
  });
}
