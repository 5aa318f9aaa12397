import { chineseMonth } from './layout/day.js';
import { pointsCell, workbook } from './layout/sheet.js';
import {
  type AnyTab,
  type CellOf,
  cellAt,
  contentOf,
  FIRST,
  formula,
  range,
  type Tab,
} from './layout/tab.js';
import { assetsTab, clocksTab, faultsTab, outagesTab, subsystemsTab } from './open-month.faults.js';
import { type OpenMonth } from './open-month.js';
import { callsTab, documentsTab, eventsTab, plansTab, tasksTab, visitsTab } from './open-month.rows.js';
import { kindsTab, ruleCell, rulesTab } from './open-month.rules.js';

interface Sum {
  title: string;
  text: string;
}

interface Line {
  code: string;
  title: string;
  of: string | null;
  cost: string | null;
  points: string;
  system: string;
}

/**
 * 《考核表》 computed anew by the office's own spreadsheet: each fact in a line, each rule in a cell, the points as formulas
 * over both, beside what the system found. @returns the bytes of an .xlsx
 */
export async function openMonthXlsx(open: OpenMonth): Promise<Uint8Array> {
  const { head, month } = open;
  const rules = rulesTab(open);
  const rule = (key: string) => ruleCell(rules, key);
  const kinds = kindsTab(rules);
  const clocks = clocksTab(open.clocks);
  const outages = outagesTab(open.outages);
  const assets = assetsTab(open.assets, rule, outages);
  const subsystems = subsystemsTab(open, assets);
  const tabs = {
    documents: documentsTab(open.documents, rule),
    plans: plansTab(open.plans, rule),
    visits: visitsTab(open.visits, rule),
    calls: callsTab(open.calls, rule),
    tasks: tasksTab(open.tasks, rule),
    events: eventsTab(open.events, rule, kinds),
    faults: faultsTab(open.faults, rule, clocks),
  };
  const rates = ratesTab(rule, { faults: tabs.faults, assets, subsystems });
  const points = pointsTab(open, rule, costsOf(tabs, rates));
  const lines = [
    `甲方：${head.bureau}　　乙方：${head.provider}　　${open.basis}`,
    '得分由各页的事实按“规则”页重新计算；改动任一取值即见影响。时刻另以 1970 年起的毫秒写出，供公式计算。',
  ];
  return workbook(head, (add) => {
    add({ ...contentOf(points, lines), title: `考核表复算（${chineseMonth(month)}）` });
    add(contentOf(rates, lines));
    add(contentOf(rules, lines));
    add(contentOf(kinds, lines));
    for (const tab of Object.values(tabs) as Tab<unknown>[]) add(contentOf(tab, lines));
    add(contentOf(clocks, lines));
    add(contentOf(outages, lines));
    add(contentOf(assets, lines));
    add(contentOf(subsystems, lines));
  });
}

type Rule = (key: string) => string;

/** P5 and P6: sums, percentage points below the goal, and what they cost. Whole numbers are divided once. */
function ratesTab(
  rule: Rule,
  { faults, assets, subsystems }: Record<'faults' | 'assets' | 'subsystems', AnyTab>,
): Tab<Sum> {
  const cell = (index: number) => `$B$${FIRST + index}`;
  const [all, late, inPeriod, down] = [cell(0), cell(1), cell(4), cell(5)];
  const whole = (item: string, below: string) =>
    `${rule(`${item}.perPoint`)}*IF(${rule('perPoint')}="whole",INT(ROUND(${below},9)),${below})`;
  const mean = `SUM(${range(subsystems, 'rate')})/SUM(${range(subsystems, 'any')})`;
  const byUnit = `(${rule('P6.goal')}*${inPeriod}-100*MAX(0,${inPeriod}-${down}))/${inPeriod}`;
  const bySubsystem = `IF(SUM(${range(subsystems, 'any')})=0,0,${rule('P6.goal')}-100*${mean})`;
  const rows: Sum[] = [
    { title: 'P5 计入（起）', text: `SUM(${range(faults, 'inP5')})` },
    { title: 'P5 其中超时（起）', text: `SUM(${range(faults, 'late')})` },
    {
      title: 'P5 低于目标（百分点）',
      text: `IF(${all}=0,0,MAX(0,(${rule('P5.goal')}*${all}-100*(${all}-${late}))/${all}))`,
    },
    { title: 'P5 扣分', text: whole('P5', cell(2)) },
    { title: 'P6 在保（台毫秒）', text: `SUM(${range(assets, 'inPeriod')})` },
    { title: 'P6 停用（台毫秒）', text: `SUM(${range(assets, 'down')})` },
    {
      title: 'P6 低于目标（百分点）',
      text: `MAX(0,IF(${rule('weight')}="unit",IF(${inPeriod}=0,0,${byUnit}),${bySubsystem}))`,
    },
    { title: 'P6 扣分', text: whole('P6', cell(6)) },
  ];
  return {
    name: '比率',
    title: 'P5、P6 的比率',
    columns: [
      { key: 'title', title: '项目', width: 28, value: ({ title }) => title },
      { key: 'value', title: '数值', width: 24, value: ({ text }) => formula(text) },
    ],
    rows,
  };
}

/** What each item costs, as a formula. */
function costsOf(
  tabs: Record<'documents' | 'plans' | 'visits' | 'calls' | 'tasks' | 'events' | 'faults', AnyTab>,
  rates: AnyTab,
): Record<string, string> {
  const { documents, plans, visits, calls, tasks, events, faults } = tabs;
  const sum = (tab: AnyTab, key = 'cost') => `SUM(${range(tab, key)})`;
  const registered = (item: string) => `SUMIF(${range(events, 'item')},"${item}",${range(events, 'cost')})`;
  return {
    P1: `${sum(documents)}+${registered('P1')}`,
    P2: `${sum(plans)}+${sum(visits)}`,
    P3: sum(calls),
    P4: registered('P4'),
    P5: cellAt(rates, 'value', 3),
    P6: cellAt(rates, 'value', 7),
    P7: sum(faults, 'P7'),
    P8: sum(tasks),
    P9: sum(faults, 'P9'),
    ...Object.fromEntries(['S1', 'S2', 'S3', 'D'].map((item) => [item, registered(item)])),
  };
}

/** The sheet: items, both sums, and whether they are what the system found. */
function pointsTab(open: OpenMonth, rule: Rule, costs: Record<string, string>): Tab<Line> {
  const { items, performance, service } = open;
  const at = (code: string) => `E${FIRST + items.findIndex((item) => item.code === code)}`;
  const codes = items.map(({ code }) => code);
  const sumOf = (is: (code: string) => boolean) => `SUM(${codes.filter(is).map(at).join(',')})`;
  const performing = sumOf((code) => code.startsWith('P'));
  const rows: Line[] = [
    ...items.map(({ code, title, points }) => ({
      ...{ code, title, cost: costs[code]!, system: points },
      of: code === 'D' ? null : rule(`${code}.of`),
      points: code === 'D' ? `-MIN(D${row(codes, code)},${performing})` : capped(row(codes, code)),
    })),
    {
      ...{ code: '', title: '业绩类得分', of: null, cost: null, system: performance },
      points: sumOf((code) => !code.startsWith('S')),
    },
    {
      ...{ code: '', title: '服务类得分', of: null, cost: null, system: service },
      points: sumOf((code) => code.startsWith('S')),
    },
  ];
  const difference = (cell: CellOf) => `ABS(${cell('points')}-${cell('system')})<0.000000001`;
  return {
    name: '得分',
    title: '考核表复算',
    columns: [
      { key: 'code', title: '编号', width: 8, value: ({ code }) => code },
      { key: 'title', title: '考核项目', width: 40, value: ({ title }) => title },
      { key: 'of', title: '分值', width: 9, value: ({ of }) => (of === null ? '' : formula(of)) },
      { key: 'cost', title: '扣分', width: 11, value: ({ cost }) => (cost === null ? '' : formula(cost)) },
      { key: 'points', title: '复算得分', width: 12, value: ({ points }) => formula(points) },
      { key: 'system', title: '系统得分', width: 12, value: ({ system }) => pointsCell(system) },
      {
        key: 'same',
        title: '核对',
        width: 10,
        value: (_, cell) => formula(`IF(${difference(cell)},"一致","不一致")`),
      },
    ],
    rows,
  };
}

const row = (codes: readonly string[], code: string): number => FIRST + codes.indexOf(code);
const capped = (at: number): string => `MAX(0,MIN(C${at},C${at}-D${at}))`;
