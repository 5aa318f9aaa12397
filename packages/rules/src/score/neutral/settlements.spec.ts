import { describe, expect, it } from '@jest/globals';
import { first, third, TOTAL, year, settled, type Settled } from '../../../test/score/settlement.builder.js';

const NOTHING_BUT_WAITING = {
  final: true,
  state: ['WAITING', 'WAITING', 'WAITING'],
  payBy: [null, null, null],
  paid: [0, 0, 0],
  apart: 0,
};

const SETTLED: [string, Settled, object][] = [
  [
    'a full year: 70, 25, 5',
    {},
    {
      ...NOTHING_BUT_WAITING,
      remuneration: TOTAL,
      deduction: 0,
      payable: [70_000_000, 25_000_000, 5_000_000],
    },
  ],
  [
    'half up once: 3 fen at 50 % is 1.5, which is 2; 2.1 and 0.75 are 2 and 1, the rest none',
    { total: 3, sheets: year('50') },
    {
      remuneration: 2,
      deduction: 1,
      recoverable: 1,
      gross: [2, 1, 0],
      payable: [2, 1, 0],
      state: ['WAITING', 'WAITING', 'NOTHING_PAYABLE'],
    },
  ],
  [
    'the mean is exact: eleven months of 100 and one of 46/3',
    { sheets: [...year('100').slice(1), { month: '2026-07', performance: '46/3', service: '99.5' }] },
    {
      performance: '1673/18',
      service: '2399/24',
      remuneration: 92_905_718,
      deduction: 7_094_282,
      recoverable: 2_094_282,
    },
  ],
  [
    'the mean by days: 31 of 365 at 0',
    {
      choices: { 'settlement.mean': 'days' },
      sheets: [...year('100').slice(1), { month: '2026-07', performance: 0, service: 100 }],
    },
    { performance: '6680/73', service: '100' },
  ],
  [
    'the mean by days as given',
    {
      choices: { 'settlement.mean': 'days' },
      sheets: [
        { performance: 0, service: 100, days: 1 },
        { performance: 100, service: 100, days: 3 },
      ],
    },
    { performance: '75', final: false },
  ],
  [
    'a month open: a forecast by the others, the third not open',
    {
      sheets: year('90').map((sheet, index) =>
        index === 0 ? { ...sheet, performance: '0', state: 'OPEN' as const } : sheet,
      ),
    },
    { performance: '90', final: false, state: ['WAITING', 'WAITING', 'NOT_OPEN'] },
  ],
  [
    'the months that have to be confirmed, named',
    {
      sheets: year('90').slice(0, 2),
      payments: { months: ['2026-07', '2026-08'], completedOn: '2026-08-31' },
    },
    { final: true },
  ],
  [
    'one of the months named is another: a forecast',
    { sheets: year('90').slice(0, 2), payments: { months: ['2026-07', '2026-09'] } },
    { final: false },
  ],
  [
    'a month that has no scores yet',
    { sheets: [...year('90').slice(1), { month: '2026-07', state: 'OPEN' }] },
    { performance: '90', final: false },
  ],
  [
    'the term: 30 days after the last document, its day not counted',
    { payments: { documents: first } },
    {
      state: ['DUE', 'WAITING', 'WAITING'],
      payBy: ['2026-08-11', null, null],
      missing: [[], ['INVOICE', 'PAYMENT_NOTICE'], ['INVOICE', 'PAYMENT_NOTICE', 'SERVICE_DOCUMENTS']],
    },
  ],
  [
    'documents before the opening: 30 days from 1 July 2027, the day after the last period',
    { payments: { documents: third(5_000_000) } },
    { state: ['WAITING', 'WAITING', 'DUE'], payBy: [null, null, '2027-07-31'] },
  ],
  [
    'the finance department prolongs the term',
    {
      payments: {
        documents: first,
        delays: [
          { instalment: 1, days: 5 },
          { instalment: 1, days: 2 },
        ],
      },
    },
    { payBy: ['2026-08-18', null, null] },
  ],
  [
    'paid in parts',
    { payments: { documents: first, paid: [{ instalment: 1, amount: 1, paidOn: '2026-07-12' }] } },
    { state: ['PARTLY_PAID', 'WAITING', 'WAITING'], paid: [1, 0, 0] },
  ],
  [
    'paid in full, in two parts',
    {
      payments: {
        documents: first,
        paid: [
          { instalment: 1, amount: 1, paidOn: '2026-07-12' },
          { instalment: 1, amount: 69_999_999, paidOn: '2026-09-01' },
        ],
      },
    },
    { state: ['PAID', 'WAITING', 'WAITING'], paid: [70_000_000, 0, 0] },
  ],
  [
    'nothing payable asks for no documents',
    { sheets: year('90') },
    {
      deduction: 10_000_000,
      recoverable: 5_000_000,
      payable: [70_000_000, 25_000_000, 0],
      state: ['WAITING', 'WAITING', 'NOTHING_PAYABLE'],
      missing: [['INVOICE', 'PAYMENT_NOTICE'], ['INVOICE', 'PAYMENT_NOTICE'], []],
    },
  ],
  [
    'the third by its invoice: payable',
    { sheets: year('98'), payments: { documents: third(3_000_000) } },
    { state: ['WAITING', 'WAITING', 'DUE'] },
  ],
  [
    'the third by its invoice: gross',
    {
      sheets: year('98'),
      payments: { documents: third(5_000_000) },
      choices: { 'settlement.invoice3': 'gross' },
    },
    { state: ['WAITING', 'WAITING', 'DUE'], payable: [70_000_000, 25_000_000, 3_000_000] },
  ],
  [
    'what is covered by judgement, apart',
    {
      payments: {
        apart: [
          { id: 'A', amount: 7 },
          { id: 'B', amount: 5 },
        ],
      },
    },
    { apart: 12 },
  ],
  [
    'the mean of a year that ends within a month',
    { contract: 'lists', sheets: year('100') },
    { final: true },
  ],
];

describe('a settlement worked out by hand', () => {
  it.each(SETTLED)('%s', (_why, own, expected) => {
    expect(settled(own)).toMatchObject(expected);
  });
});
