import { type Day, dayStart } from '../month.js';
import type { ContractAsset, Period } from './contract.types.js';
import type { EquipmentRow, ItemSource } from './source.types.js';

type Coverage = Pick<ContractAsset, 'coveredFromDay' | 'coveredToDay' | 'coveredFrom' | 'coveredTo'>;

/** An item named by a period of its own leaves the period of its list. */
export const periodOf = <P extends { items?: string[]; lists?: number[] }>(
  periods: readonly P[],
  code: string,
  listNo: number,
): P | undefined =>
  periods.find(({ items }) => items?.includes(code)) ?? periods.find(({ lists }) => lists?.includes(listNo));

/** From the first day of its period, or from its own where that is later: added in mid-year (附件二 一、1). */
function coverageIn(periods: Period[], code: string, listNo: number, from: Day = ''): Coverage {
  const period = periodOf(periods, code, listNo);
  if (!period) throw new Error(`no period covers ${code}: the contract was not checked`);
  const coveredFromDay = from > period.fromDay ? from : period.fromDay;
  return {
    coveredFromDay,
    coveredToDay: period.toDay,
    coveredFrom: dayStart(coveredFromDay),
    coveredTo: period.to,
  };
}

/** The lines of the equipment lists in their order, then the items without units. */
export const resolveAssets = (
  rows: EquipmentRow[],
  items: ItemSource[],
  periods: Period[],
): ContractAsset[] => [
  ...rows.map((row) => ({
    ...fromRow(row),
    ...coverageIn(periods, row.code, Number(row.list_no), row.from),
  })),
  ...items.map((item, index) => ({ ...fromItem(item, index), ...coverageIn(periods, item.code, 0) })),
];

const fromRow = (row: EquipmentRow): Omit<ContractAsset, keyof Coverage> => ({
  code: row.code,
  listNo: Number(row.list_no),
  listName: row.list_name,
  subsystemNo: row.subsystem_no ? Number(row.subsystem_no) : null,
  subsystemName: row.subsystem_name || null,
  groupNo: row.group_no || null,
  groupName: row.group_name || null,
  seq: Number(row.seq),
  name: row.name,
  vendor: row.vendor || null,
  origin: row.origin || null,
  model: row.model || null,
  unit: row.unit,
  quantity: Number(row.quantity),
  sourceText: row.source_text,
  majorScope: row.major_scope === '1',
});

const fromItem = (item: ItemSource, index: number): Omit<ContractAsset, keyof Coverage> => ({
  code: item.code,
  listNo: 0,
  listName: item.name,
  subsystemNo: null,
  subsystemName: null,
  groupNo: null,
  groupName: null,
  seq: index + 1,
  name: item.name,
  vendor: item.vendor ?? null,
  origin: null,
  model: null,
  unit: null,
  quantity: 0,
  sourceText: item.name,
  majorScope: false,
});
