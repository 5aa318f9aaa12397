import { cellAt, type Tab } from './layout/tab.js';
import { type OpenMonth } from './open-month.js';

interface Rule {
  key: string;
  title: string;
  value: string | number;
}

const TITLES: Record<string, string> = {
  of: '分值',
  missing: '缺一份',
  nonconforming: '不合格一份',
  plan: '缺一份计划',
  visit: '缺一次巡检',
  each: '每次',
  goal: '目标（%）',
  perPoint: '每低一个百分点',
  complaint: '每次投诉',
  praise: '每次表扬（加分）',
  least: '最少',
  most: '最多',
};

/** What of the contract decides the points: other sheets read it, so who changes a value sees what comes of it. */
export function rulesTab({ month, from, to, rules }: OpenMonth): Tab<Rule> {
  const { choices } = rules;
  const points = Object.entries(rules.points).flatMap(([item, values]) =>
    Object.entries(values).map(([key, value]) => ({
      key: `${item}.${key}`,
      title: `${item} ${TITLES[key] ?? key}`,
      value,
    })),
  );
  return {
    name: '规则',
    title: '规则',
    columns: [
      { key: 'key', title: '代码', width: 20, value: ({ key }) => key },
      { key: 'title', title: '规则', width: 50, value: ({ title }) => title },
      { key: 'value', title: '取值', width: 22, value: ({ value }) => value },
    ],
    rows: [
      { key: 'month', title: '考核月份', value: month },
      { key: 'from', title: '当月起（毫秒）', value: from },
      { key: 'to', title: '次月起（毫秒）', value: to },
      ...points,
      { key: 'late', title: '迟交：nonconforming 按不合格，missing 按缺，none 不扣', value: choices.late },
      { key: 'perPoint', title: 'whole 只计整百分点，fractional 按比例', value: choices.perPoint },
      { key: 'severities', title: '计入 P5、P6、P7 的级别', value: choices.severities.join(',') },
      {
        key: 'judged',
        title: '保外经判断承担的停用：both 计入停用和在保，numerator 只计停用',
        value: choices.judged,
      },
      { key: 'weight', title: 'unit 各台相同，subsystem 各系统相同', value: choices.weight },
      { key: 'window', title: '重复故障的期限（毫秒）', value: choices.repeatWindowMs },
    ],
  };
}

/** The cell of a rule's value. @throws RangeError for one that there is not */
export function ruleCell(tab: Tab<Rule>, key: string): string {
  const index = tab.rows.findIndex((one) => one.key === key);
  if (index < 0) throw new RangeError(`no rule ${key}`);
  return cellAt(tab, 'value', index);
}

interface Kind {
  code: string;
  name: string;
  item: string;
  /** a rule, with its sign; null: each has points of its own */
  rule: string | null;
}

const KINDS: Kind[] = [
  { code: 'DOCUMENT_NONCONFORMING', name: '文档不合格', item: 'P1', rule: 'P1.nonconforming' },
  { code: 'REQUIREMENT_NOT_MET', name: '未达要求', item: 'P1', rule: 'P1.nonconforming' },
  { code: 'DATA_INACCURACY', name: '数据差错', item: 'P4', rule: 'P4.each' },
  { code: 'COMPLAINT', name: '投诉', item: 'S1', rule: 'S1.complaint' },
  { code: 'PRAISE', name: '表扬', item: 'S1', rule: '-S1.praise' },
  { code: 'ESCALATED_COMPLAINT', name: '升级投诉', item: 'S2', rule: 'S2.each' },
  { code: 'MEDIA_EXPOSURE', name: '媒体曝光', item: 'S2', rule: 'S2.each' },
  { code: 'COMMUNICATION_ACCIDENT', name: '通信事故', item: 'S3', rule: null },
  { code: 'DIRECT_DEDUCTION', name: '直接扣分', item: 'D', rule: null },
];

/** Which item an event costs, and how much. */
export const kindsTab = (rules: Tab<Rule>): Tab<Kind> => ({
  name: '类别',
  title: '登记事项的类别',
  columns: [
    { key: 'code', title: '代码', width: 28, value: ({ code }) => code },
    { key: 'item', title: '考核项目', width: 12, value: ({ item }) => item },
    {
      key: 'points',
      title: '每次扣分',
      width: 12,
      value: ({ rule }) => {
        if (rule === null) return '自定';
        const [, sign, key] = /^(-?)(.*)$/.exec(rule)!;
        return { formula: `${sign}${ruleCell(rules, key!)}` };
      },
    },
    { key: 'name', title: '名称', width: 20, value: ({ name }) => name },
  ],
  rows: KINDS,
});
