import {
  type AnyTab,
  type CellOf,
  flag,
  formula,
  instantColumns,
  range,
  type Tab,
  type TabColumn,
} from './layout/tab.js';
import { type OpenMonth } from './open-month.js';

type Rule = (key: string) => string;
type Rows<Key extends keyof OpenMonth> = OpenMonth[Key] extends readonly (infer Row)[] ? Row : never;

const id = <Row extends { id: string }>(): TabColumn<Row> => ({
  key: 'id',
  title: '编号',
  width: 44,
  value: (row) => row.id,
});

const monthColumn = <Row extends { month: string }>(): TabColumn<Row> => ({
  key: 'month',
  title: '所属月份',
  width: 12,
  value: ({ month }) => month,
});

const countIn = <Row extends { countIn: string | null }>(): TabColumn<Row> => ({
  key: 'countIn',
  title: '计入月份（迟到的事实）',
  width: 14,
  value: (row) => row.countIn ?? '',
});

/** Whether the month's sheet counts a row. @param own whether it belongs to the month by itself */
export const counts = (late: string, own: string, rule: Rule): string =>
  `IF(${late}<>"",${late}=${rule('month')},${own})`;

/** An instant of the month; a due day's end belongs to that day. */
const dueWithin = (cell: string, rule: Rule): string => `AND(${cell}>${rule('from')},${cell}<=${rule('to')})`;
export const within = (cell: string, rule: Rule): string =>
  `AND(ISNUMBER(${cell}),${cell}>=${rule('from')},${cell}<${rule('to')})`;

const cost = <Row>(of: (cell: CellOf) => string): TabColumn<Row> => ({
  key: 'cost',
  title: '扣分',
  width: 9,
  value: (_, cell) => formula(of(cell)),
});

export function documentsTab(rows: OpenMonth['documents'], rule: Rule): Tab<Rows<'documents'>> {
  const late = (cell: CellOf) => `${cell('submitted')}>${cell('due')}`;
  const costOf = (cell: CellOf) =>
    `IF(NOT(ISNUMBER(${cell('submitted')})),${rule('P1.missing')},` +
    `IF(AND(${late(cell)},${rule('late')}="missing"),${rule('P1.missing')},` +
    `IF(${cell('conforming')}=0,${rule('P1.nonconforming')},` +
    `IF(AND(${late(cell)},${rule('late')}="nonconforming"),${rule('P1.nonconforming')},0))))`;
  return {
    name: '文档',
    title: 'P1 应交的文档',
    columns: [
      id(),
      ...instantColumns<Rows<'documents'>>('due', '到期（当日 24:00）', ({ dueBy }) => dueBy),
      ...instantColumns<Rows<'documents'>>('submitted', '提交', ({ submittedAt }) => submittedAt),
      { key: 'conforming', title: '合格', width: 8, value: ({ conforming }) => flag(conforming) },
      countIn(),
      cost((cell) => `IF(${counts(cell('countIn'), dueWithin(cell('due'), rule), rule)},${costOf(cell)},0)`),
    ],
    rows,
  };
}

export function plansTab(rows: OpenMonth['plans'], rule: Rule): Tab<Rows<'plans'>> {
  const inTime = (cell: CellOf) => `AND(ISNUMBER(${cell('submitted')}),${cell('submitted')}<=${cell('due')})`;
  return {
    name: '计划',
    title: 'P2 应交的巡检计划',
    columns: [
      id(),
      ...instantColumns<Rows<'plans'>>('due', '到期（当日 24:00）', ({ dueBy }) => dueBy),
      ...instantColumns<Rows<'plans'>>('submitted', '提交（第一版）', ({ submittedAt }) => submittedAt),
      countIn(),
      cost(
        (cell) =>
          `IF(${counts(cell('countIn'), dueWithin(cell('due'), rule), rule)},` +
          `IF(${inTime(cell)},0,${rule('P2.plan')}),0)`,
      ),
    ],
    rows,
  };
}

export const visitsTab = (rows: OpenMonth['visits'], rule: Rule): Tab<Rows<'visits'>> => ({
  name: '巡检',
  title: 'P2 计划内的巡检',
  columns: [
    id(),
    monthColumn(),
    ...instantColumns<Rows<'visits'>>('recorded', '最后一次记录', ({ recordedAt }) => recordedAt),
    { key: 'monthFrom', title: '所属月份起（毫秒）', width: 17, value: ({ from }) => from },
    { key: 'monthTo', title: '所属月份止（毫秒）', width: 17, value: ({ to }) => to },
    { key: 'rejected', title: '被退回', width: 8, value: ({ rejected }) => flag(rejected) },
    countIn(),
    cost(
      (cell) =>
        `IF(${counts(cell('countIn'), `${cell('month')}=${rule('month')}`, rule)},` +
        `IF(AND(ISNUMBER(${cell('recorded')}),${cell('recorded')}>=${cell('monthFrom')},` +
        `${cell('recorded')}<${cell('monthTo')},${cell('rejected')}=0),0,${rule('P2.visit')}),0)`,
    ),
  ],
  rows,
});

export const callsTab = (rows: OpenMonth['calls'], rule: Rule): Tab<Rows<'calls'>> => ({
  name: '情况总结',
  title: 'P3 维保情况总结',
  columns: [
    id(),
    monthColumn(),
    { key: 'held', title: '已召开', width: 8, value: ({ held }) => flag(held) },
    countIn(),
    cost(
      (cell) =>
        `IF(${counts(cell('countIn'), `${cell('month')}=${rule('month')}`, rule)},` +
        `IF(${cell('held')}=1,0,${rule('P3.each')}),0)`,
    ),
  ],
  rows,
});

export const tasksTab = (rows: OpenMonth['tasks'], rule: Rule): Tab<Rows<'tasks'>> => ({
  name: '保障任务',
  title: 'P8 保障任务',
  columns: [
    id(),
    ...instantColumns<Rows<'tasks'>>('ends', '结束', ({ endsAt }) => endsAt),
    { key: 'fulfilled', title: '已完成', width: 8, value: ({ fulfilled }) => flag(fulfilled) },
    countIn(),
    cost(
      (cell) =>
        `IF(${counts(cell('countIn'), within(cell('ends'), rule), rule)},` +
        `IF(${cell('fulfilled')}=1,0,${rule('P8.each')}),0)`,
    ),
  ],
  rows,
});

/** @param kinds see `kindsTab` */
export function eventsTab(rows: OpenMonth['events'], rule: Rule, kinds: AnyTab): Tab<Rows<'events'>> {
  const found = (cell: CellOf, key: string) =>
    `INDEX(${range(kinds, key)},MATCH(${cell('kind')},${range(kinds, 'code')},0))`;
  return {
    name: '登记',
    title: 'P1、P4、S1 至 S3、D 登记的事项',
    columns: [
      id(),
      monthColumn(),
      { key: 'kind', title: '类别', width: 28, value: ({ kind }) => kind },
      { key: 'points', title: '自定分值', width: 10, value: ({ points }) => points },
      countIn(),
      { key: 'item', title: '考核项目', width: 10, value: (_, cell) => formula(found(cell, 'item')) },
      cost(
        (cell) =>
          `IF(${counts(cell('countIn'), `${cell('month')}=${rule('month')}`, rule)},` +
          `IF(ISNUMBER(${found(cell, 'points')}),${found(cell, 'points')},${cell('points')}),0)`,
      ),
    ],
    rows,
  };
}
