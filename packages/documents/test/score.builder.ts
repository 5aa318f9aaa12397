import { type Deduction, type ScoredItem, type ScoreSheet } from '../src/score-sheet.js';
import { type SettlementStatement } from '../src/settlement-statement.js';
import { at, head } from './month.builder.js';

const item = (
  code: string,
  title: string,
  clause: string,
  of: number,
  points: string,
  ...deductions: Deduction[]
): ScoredItem => ({ code, title, clause: `附件二 二、${clause}`, of, points, deductions });

const cost = (
  points: string,
  reason: string,
  evidence: string[],
  month: string | null = null,
): Deduction => ({
  ...{ points, reason, evidence, month },
});

/** August 2026 as it was confirmed: 72 1/3 and 95. */
export const scoreSheet: ScoreSheet = {
  head,
  month: '2026-08',
  scored: { by: '李监督', at: at('2026-09-01', '09:20') },
  confirmed: { by: '何主任', at: at('2026-09-09', '15:05') },
  objection: {
    ...{ by: '陈项目经理', at: at('2026-09-03', '11:00'), waived: false },
    text: 'GZ-202608-0007 号工单因市电中断无法及时修复，请予核减。',
  },
  answer: { at: at('2026-09-04', '16:30'), text: '市电中断不在合同免责范围内，维持原评分。' },
  performance: {
    points: '217/3',
    items: [
      item(
        'P1',
        '上报报表的规范性',
        '1（一）（1）',
        5,
        '0',
        ...[2, 2, 2].map((n) => cost(`${n}`, '应交文档未交', ['《月度联调报告》2026年8月'])),
      ),
      item(
        'P2',
        '制定维保设备巡检计划',
        '1（一）（2）',
        5,
        '4',
        cost('1', '计划内巡检未完成', ['巡检2026年8月13日 应急物资仓库']),
      ),
      item('P3', '举行月度的维保情况总结', '1（一）（3）', 5, '5'),
      item(
        'P4',
        '用户资料准确率',
        '1（一）（4）',
        5,
        '3',
        cost('2', '用户资料错误或缺失', ['登记：乐昌市应急局联系电话有误'], '2026-07'),
      ),
      item(
        'P5',
        '故障修复及时率',
        '1（二）（1）',
        30,
        '79/3',
        cost('11/3', '故障修复及时率低于目标：到期18起，其中超时1起', ['工单GZ-202608-0007']),
      ),
      item('P6', '设备可用率', '1（二）（2）', 15, '15'),
      item(
        'P7',
        '重复故障次数',
        '1（二）（3）',
        15,
        '12',
        cost('3', '同一设备同类故障重复发生', ['工单GZ-202607-0031', '工单GZ-202608-0009']),
      ),
      item('P8', '通信保障完成情况', '1（二）（4）', 10, '10'),
      item(
        'P9',
        '客户故障回访满意度',
        '1（二）（5）',
        10,
        '9',
        cost('1', '客户回访不满意', ['工单GZ-202608-0011']),
      ),
      item(
        'D',
        '重大故障处理不及时，造成较大负面影响',
        '1 注',
        0,
        '-12',
        cost('12', '重大故障处理不及时，造成较大负面影响', ['登记：汛期会商中断四小时']),
      ),
    ],
  },
  service: {
    points: '95',
    items: [
      item(
        'S1',
        '客户投诉或书面表扬',
        '2（1）',
        30,
        '25',
        cost('5', '客户投诉', ['登记：接报后无人接听']),
        cost('5', '客户投诉', ['登记：到场人员未佩戴证件']),
        cost('-5', '客户书面表扬', ['登记：防汛演练保障有力']),
      ),
      item('S2', '维护越级投诉或媒体曝光', '2（2）', 30, '30'),
      item('S3', '发生通信生产事故', '2（3）', 40, '40'),
    ],
  },
};

const invoiced = (receivedOn: string | null) => [
  { title: '相应金额的、符合国家规定的发票', receivedOn },
  { title: '付款通知书（原件一份）', receivedOn },
];

/** Three months of which the second is whole: 96 and 97 1/3 of 1,000,000 yuan, of which 930,000.01 are maintained. */
export const settlement: SettlementStatement = {
  head: { ...head, createdAt: at('2027-07-05', '10:00') },
  signedOn: '2026-06-28',
  settledAt: at('2027-07-03', '08:02'),
  total: 100_000_000,
  base: 93_000_001,
  baseReason: '移动卫星应急指挥车停驶一个季度',
  mean: 'equal',
  months: [
    { month: '2026-06', performance: '99', service: '100', days: 3, confirmedAt: at('2026-07-09', '15:00') },
    { month: '2026-07', performance: '97', service: '100', days: 31, confirmedAt: at('2026-08-10', '15:00') },
    { month: '2026-08', performance: '92', service: '92', days: 31, confirmedAt: at('2026-09-09', '15:05') },
  ],
  monthsOfContract: 3,
  amounts: {
    performance: '96',
    service: '292/3',
    remuneration: 86_899_201,
    deduction: 13_100_799,
    recoverable: 8_100_799,
  },
  apart: [
    {
      ...{ ticket: 'GZ-202702-0003', equipment: 'L3-17 现场指挥帐篷' },
      ...{ judgedAt: at('2027-02-03', '10:05'), repairedAt: at('2027-02-03', '16:40') },
    },
  ],
  late: [{ month: '2027-06', item: 'S1 客户投诉／表扬', reason: '客户投诉', points: '5' }],
  instalments: [
    {
      ...{ title: '第一期', percent: 70, gross: 70_000_000, payable: 70_000_000, paid: 70_000_000 },
      ...{ opensOn: '2026-06-28', documents: invoiced('2026-07-02'), payBy: '2026-08-01' },
      ...{ appliedOn: '2026-07-20', paidOn: '2026-08-11' },
    },
    {
      ...{ title: '第二期', percent: 25, gross: 25_000_000, payable: 25_000_000, paid: 10_000_000 },
      ...{ opensOn: '2026-12-28', documents: invoiced('2027-01-05'), payBy: '2027-02-04' },
      ...{ appliedOn: '2027-01-25', paidOn: null },
    },
    {
      ...{ title: '第三期', percent: 5, gross: 5_000_000, payable: 0, paid: 0 },
      ...{ opensOn: '2027-06-28', documents: invoiced(null), payBy: null, appliedOn: null, paidOn: null },
    },
  ],
};

/** More praise than the cap, and more taken directly than there is. */
export const extremes: ScoreSheet = {
  ...scoreSheet,
  performance: {
    points: '0',
    items: [
      item('P3', '举行月度的维保情况总结', '1（一）（3）', 5, '3', cost('2', '未举行月度维保情况总结', [])),
      item('D', '重大故障处理不及时', '1 注', 0, '-3', cost('9', '重大故障处理不及时', [])),
    ],
  },
  service: {
    points: '30',
    items: [item('S1', '客户投诉或书面表扬', '2（1）', 30, '30', cost('-5', '客户书面表扬', []))],
  },
};

/** The same months, each weighed by its days. */
export const settlementByDays: SettlementStatement = {
  ...settlement,
  mean: 'days',
  amounts: {
    ...{ performance: '6156/65', service: '6252/65' },
    ...{ remuneration: 84_717_634, deduction: 15_282_366, recoverable: 10_282_366 },
  },
};
