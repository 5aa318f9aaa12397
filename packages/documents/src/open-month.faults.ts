import { type AnyTab, flag, formula, instantColumns, range, type Tab } from './layout/tab.js';
import { counts, within } from './open-month.rows.js';
import {
  type OpenAsset,
  type OpenClock,
  type OpenFault,
  type OpenMonth,
  type OpenOutage,
} from './open-month.js';

type Rule = (key: string) => string;

/** More than any clock runs: 30,000 years. */
const FOREVER = '1E+15';

/** When the clock of each repair ran; late in the first line in which more than its budget was spent. */
export function clocksTab(rows: readonly OpenClock[]): Tab<OpenClock> {
  return {
    name: '计时',
    title: 'P5 处理时限的计时',
    columns: [
      { key: 'fault', title: '故障编号', width: 40, value: ({ fault }) => fault },
      ...instantColumns<OpenClock>('from', '计时起', ({ from }) => from),
      ...instantColumns<OpenClock>('to', '计时止（空：仍在计时）', ({ to }) => to),
      { key: 'budget', title: '时限（毫秒）', width: 14, value: ({ budgetMs }) => budgetMs },
      {
        key: 'length',
        title: '本段（毫秒）',
        width: 14,
        value: (_, cell) => formula(`IF(ISNUMBER(${cell('to')}),${cell('to')},${FOREVER})-${cell('from')}`),
      },
      {
        key: 'spent',
        title: '此前已用（毫秒）',
        width: 16,
        value: ({ fault }, cell, index) =>
          rows[index - 1]?.fault === fault ? formula(`${above(cell('spent'))}+${above(cell('length'))}`) : 0,
      },
      {
        key: 'breach',
        title: '超时时刻（毫秒）',
        width: 17,
        value: (_, cell) =>
          formula(
            `IF(${cell('spent')}+${cell('length')}>${cell('budget')},` +
              `${cell('from')}+MAX(0,${cell('budget')}-${cell('spent')}),0)`,
          ),
      },
      {
        key: 'first',
        title: '首次超时（毫秒）',
        width: 17,
        value: ({ fault }, cell, index) =>
          rows[index - 1]?.fault === fault
            ? formula(`IF(${above(cell('late'))}=1,0,${cell('breach')})`)
            : formula(cell('breach')),
      },
      {
        key: 'late',
        title: '至此已超时',
        width: 11,
        value: ({ fault }, cell, index) =>
          formula(
            rows[index - 1]?.fault === fault
              ? `IF(OR(${above(cell('late'))}=1,${cell('breach')}>0),1,0)`
              : `IF(${cell('breach')}>0,1,0)`,
          ),
      },
    ],
    rows,
  };
}

/** The cell over this one. */
const above = (cell: string): string => cell.replace(/\d+$/, (row) => String(Number(row) - 1));

export function faultsTab(rows: readonly OpenFault[], rule: Rule, clocks: AnyTab): Tab<OpenFault> {
  const repeated = (all: AnyTab, cell: (key: string) => string) =>
    `SUMPRODUCT((${range(all, 'asset')}=${cell('asset')})*(${range(all, 'type')}=${cell('type')})` +
    `*(${range(all, 'covered')}=1)*ISNUMBER(${range(all, 'closed')})` +
    `*(${range(all, 'closed')}<=${cell('reported')})` +
    `*(${range(all, 'closed')}>=${cell('reported')}-${rule('window')}))` +
    `-IF(${cell('closed')}=${cell('reported')},1,0)>0`;
  const tab: Tab<OpenFault> = {
    name: '故障',
    title: 'P5、P7、P9 故障',
    rows,
    columns: [
      { key: 'id', title: '故障编号', width: 40, value: ({ id }) => id },
      { key: 'ticket', title: '工单号', width: 18, value: ({ ticket }) => ticket },
      { key: 'asset', title: '设备', width: 14, value: ({ asset }) => asset ?? '' },
      { key: 'severity', title: '级别', width: 14, value: ({ severity }) => severity },
      {
        key: 'counted',
        title: '级别计入',
        width: 9,
        value: (_, cell) =>
          formula(`IF(ISNUMBER(FIND(","&${cell('severity')}&",",","&${rule('severities')}&",")),1,0)`),
      },
      { key: 'covered', title: '承担维护', width: 9, value: ({ covered }) => flag(covered) },
      ...instantColumns<OpenFault>('reported', '报障', ({ reportedAt }) => reportedAt),
      { key: 'met', title: '修复（毫秒）', width: 17, value: ({ metAt }) => metAt ?? '' },
      { key: 'closed', title: '结单（毫秒）', width: 17, value: ({ closedAt }) => closedAt ?? '' },
      { key: 'type', title: '类型', width: 14, value: ({ type }) => type ?? '' },
      { key: 'answered', title: '回访（毫秒）', width: 17, value: ({ answeredAt }) => answeredAt ?? '' },
      { key: 'satisfied', title: '满意', width: 7, value: ({ satisfied }) => flag(satisfied) },
      { key: 'copies', title: '件数', width: 7, value: ({ copies }) => copies },
      { key: 'P5in', title: 'P5 计入月份', width: 12, value: ({ countIn }) => countIn.P5 ?? '' },
      { key: 'P7in', title: 'P7 计入月份', width: 12, value: ({ countIn }) => countIn.P7 ?? '' },
      { key: 'P9in', title: 'P9 计入月份', width: 12, value: ({ countIn }) => countIn.P9 ?? '' },
      {
        key: 'breach',
        title: '超时时刻（毫秒）',
        width: 17,
        value: (_, cell) =>
          formula(`SUMIF(${range(clocks, 'fault')},${cell('id')},${range(clocks, 'first')})`),
      },
      {
        key: 'outcome',
        title: 'P5 计入时刻（毫秒）',
        width: 17,
        value: (_, cell) => formula(`IF(${cell('breach')}>0,${cell('breach')},${cell('met')})`),
      },
      {
        key: 'inP5',
        title: 'P5 计入件数',
        width: 10,
        value: (_, cell) =>
          formula(
            `IF(AND(${cell('counted')}=1,${cell('covered')}=1,ISNUMBER(${cell('outcome')}),${cell('outcome')}>0,` +
              `${counts(cell('P5in'), within(cell('outcome'), rule), rule)}),${cell('copies')},0)`,
          ),
      },
      {
        key: 'late',
        title: '其中超时',
        width: 9,
        value: (_, cell) => formula(`IF(${cell('breach')}>0,${cell('inP5')},0)`),
      },
      {
        key: 'P7',
        title: 'P7 扣分',
        width: 9,
        value: ({ repeats }, cell) => {
          const isRepeat = repeats === null ? repeated(tab, cell) : repeats ? 'TRUE' : 'FALSE';
          const own =
            `AND(${cell('counted')}=1,${cell('covered')}=1,ISNUMBER(${cell('closed')}),${cell('type')}<>"",` +
            `${cell('asset')}<>"",${counts(cell('P7in'), within(cell('reported'), rule), rule)})`;
          return formula(`IF(${own},IF(${isRepeat},${rule('P7.each')}*${cell('copies')},0),0)`);
        },
      },
      {
        key: 'P9',
        title: 'P9 扣分',
        width: 9,
        value: (_, cell) =>
          formula(
            `IF(AND(ISNUMBER(${cell('answered')}),${cell('satisfied')}=0,` +
              `${counts(cell('P9in'), within(cell('answered'), rule), rule)}),${rule('P9.each')}*${cell('copies')},0)`,
          ),
      },
    ],
  };
  return tab;
}

export const outagesTab = (rows: readonly OpenOutage[]): Tab<OpenOutage> => ({
  name: '停用',
  title: 'P6 设备停用',
  columns: [
    { key: 'asset', title: '设备', width: 18, value: ({ asset }) => asset },
    ...instantColumns<OpenOutage>('from', '停用起', ({ from }) => from),
    ...instantColumns<OpenOutage>('to', '停用止', ({ to }) => to),
    { key: 'units', title: '停用台数', width: 10, value: ({ units }) => units },
    { key: 'outside', title: '在保期外经判断承担', width: 12, value: ({ outside }) => flag(outside) },
    {
      key: 'time',
      title: '停用（台毫秒）',
      width: 18,
      value: (_, cell) => formula(`(${cell('to')}-${cell('from')})*${cell('units')}`),
    },
  ],
  rows,
});

export function assetsTab(rows: readonly OpenAsset[], rule: Rule, outages: AnyTab): Tab<OpenAsset> {
  const time = range(outages, 'time');
  return {
    name: '设备',
    title: 'P6 在保的设备',
    columns: [
      { key: 'code', title: '设备', width: 18, value: ({ code }) => code },
      { key: 'subsystem', title: '系统', width: 12, value: ({ subsystem }) => subsystem ?? '' },
      { key: 'quantity', title: '数量', width: 8, value: ({ quantity }) => quantity },
      { key: 'from', title: '当月在保起（毫秒）', width: 18, value: ({ from }) => from },
      { key: 'to', title: '当月在保止（毫秒）', width: 18, value: ({ to }) => to },
      {
        key: 'down',
        title: '停用（台毫秒）',
        width: 18,
        value: (_, cell) => formula(`SUMIF(${range(outages, 'asset')},${cell('code')},${time})`),
      },
      {
        key: 'inPeriod',
        title: '在保（台毫秒）',
        width: 20,
        value: (_, cell) =>
          formula(
            `${cell('quantity')}*(${cell('to')}-${cell('from')})+IF(${rule('judged')}="both",` +
              `SUMIFS(${time},${range(outages, 'asset')},${cell('code')},${range(outages, 'outside')},1),0)`,
          ),
      },
    ],
    rows,
  };
}

/** Availability of each subsystem, which `availability.weight = subsystem` takes the mean of. */
export function subsystemsTab({ assets }: OpenMonth, all: AnyTab): Tab<{ name: string }> {
  const names = [...new Set(assets.flatMap(({ subsystem }) => subsystem ?? []))];
  const sum = (key: string, cell: string) => `SUMIF(${range(all, 'subsystem')},${cell},${range(all, key)})`;
  return {
    name: '系统',
    title: 'P6 各系统的可用率',
    columns: [
      { key: 'name', title: '系统（清单 序号）', width: 18, value: ({ name }) => name },
      {
        key: 'down',
        title: '停用（台毫秒）',
        width: 20,
        value: (_, cell) => formula(sum('down', cell('name'))),
      },
      {
        key: 'inPeriod',
        title: '在保（台毫秒）',
        width: 20,
        value: (_, cell) => formula(sum('inPeriod', cell('name'))),
      },
      {
        key: 'any',
        title: '有在保设备',
        width: 11,
        value: (_, cell) => formula(`IF(${cell('inPeriod')}>0,1,0)`),
      },
      {
        key: 'rate',
        title: '可用率',
        width: 12,
        value: (_, cell) =>
          formula(
            `IF(${cell('inPeriod')}>0,MAX(0,${cell('inPeriod')}-${cell('down')})/${cell('inPeriod')},0)`,
          ),
      },
    ],
    rows: names.map((name) => ({ name })),
  };
}
