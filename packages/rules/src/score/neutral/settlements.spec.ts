import { describe, expect, it } from '@jest/globals';
import { CONTRACTS, times } from '../../../test/score/neutral.builder.js';
import { shiftMonth } from '../../month.js';
import { evaluate } from './evaluate.js';
import { factsFile } from './facts-file.js';
import type { NeutralChoices, NeutralPayments, NeutralSheet } from './format.types.js';

const TOTAL = 100_000_000;
const months = times(12, (index) => shiftMonth('2026-07', index));
const year = (performance: string, service = '100'): NeutralSheet[] =>
  months.map((month) => ({ month, performance, service }));
const invoice = (instalment: number, amount: number, receivedOn = '2026-07-10') => ({
  instalment,
  kind: 'INVOICE',
  amount,
  receivedOn,
});
const document = (instalment: number, kind: string, receivedOn = '2026-07-10') => ({
  instalment,
  kind,
  receivedOn,
});
const third = (amount: number) => [
  invoice(3, amount),
  document(3, 'PAYMENT_NOTICE'),
  document(3, 'SERVICE_DOCUMENTS'),
];
const first = [invoice(1, 70_000_000), document(1, 'PAYMENT_NOTICE', '2026-07-12')];

interface Settled {
  sheets?: NeutralSheet[];
  total?: number;
  payments?: NeutralPayments;
  choices?: NeutralChoices;
  contract?: string;
}

function settled({ sheets = year('100'), total = TOTAL, payments, choices, contract }: Settled) {
  const own = { name: 'x', contract, choices, settlement: { total, sheets, payments } };
  return evaluate(factsFile(JSON.parse(JSON.stringify({ contracts: CONTRACTS, cases: [own] }))))[0];
}

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

const paidOn = (on: string, amount = 1) => ({
  documents: first,
  paid: [{ instalment: 1, amount, paidOn: on }],
});
const REFUSED: [string, string, Settled][] = [
  ['MONTH_TWICE', 'the same month again', { sheets: [...year('90'), ...year('90').slice(0, 1)] }],
  [
    'MONTH_OUTSIDE_CONTRACT',
    'a month after it',
    { sheets: [{ month: '2027-07', performance: '90', service: '90' }] },
  ],
  [
    'NO_CONFIRMED_MONTH',
    'none at all',
    { sheets: year('90').map((sheet) => ({ ...sheet, state: 'SCORED' as const })) },
  ],
  [
    'NOT_FINAL',
    'the third invoice, a month open',
    { sheets: year('100').slice(1), payments: { documents: [invoice(3, 1)] } },
  ],
  [
    'NOT_FINAL',
    'the third paid, a month open',
    {
      sheets: year('100').slice(1),
      payments: { paid: [{ instalment: 3, amount: 1, paidOn: '2027-07-01' }] },
    },
  ],
  ['INVOICE_AMOUNT', 'a fen less', { payments: { documents: [invoice(1, 69_999_999)] } }],
  [
    'INVOICE_AMOUNT',
    'gross instead of payable',
    { sheets: year('98'), payments: { documents: [invoice(3, 5_000_000)] } },
  ],
  ['BAD_AMOUNT', 'an invoice without amount', { payments: { documents: [document(1, 'INVOICE')] } }],
  ['BAD_AMOUNT', 'a negative payment', { payments: paidOn('2026-07-12', -1) }],
  ['BAD_AMOUNT', 'half a fen', { total: 0.5 }],
  ['BAD_AMOUNT', 'a negative total', { total: -1 }],
  ['BAD_AMOUNT', 'less than nothing apart', { payments: { apart: [{ id: 'A', amount: -7 }] } }],
  ['DOCUMENT_TWICE', 'the same notice again', { payments: { documents: [...first, ...first.slice(1)] } }],
  ['UNKNOWN_DOCUMENT', 'of no kind', { payments: { documents: [document(1, 'RECEIPT')] } }],
  [
    'UNKNOWN_DOCUMENT',
    'not wanted of the first',
    { payments: { documents: [document(1, 'SERVICE_DOCUMENTS')] } },
  ],
  [
    'UNKNOWN_DOCUMENT',
    'of a fourth instalment',
    { payments: { documents: [document(4, 'PAYMENT_NOTICE')] } },
  ],
  [
    'PAYMENT_BEFORE_DOCUMENTS',
    'none there',
    { payments: { paid: [{ instalment: 1, amount: 1, paidOn: '2026-08-01' }] } },
  ],
  ['PAYMENT_BEFORE_DOCUMENTS', 'the day before the last one', { payments: paidOn('2026-07-11') }],
  [
    'PAYMENT_BEFORE_DOCUMENTS',
    'of a fourth instalment',
    { payments: { paid: [{ instalment: 4, amount: 1, paidOn: '2026-08-01' }] } },
  ],
  ['OVERPAID', 'a fen more', { payments: paidOn('2026-07-12', 70_000_001) }],
  [
    'OVERPAID',
    'where nothing is payable',
    { sheets: year('90'), payments: { paid: [{ instalment: 3, amount: 1, paidOn: '2027-08-01' }] } },
  ],
  ['BAD_POINTS', 'more than 100', { sheets: year('100.1') }],
  ['BAD_POINTS', 'a word', { sheets: year('good') }],
  [
    'BAD_INSTANT',
    'no day',
    { payments: { documents: [document(1, 'PAYMENT_NOTICE', '2026-07-10T08:00:00+08:00')] } },
  ],
  ['BAD_INSTANT', 'no signing day', { payments: { signedOn: '31 August' } }],
];

describe('a settlement worked out by hand', () => {
  it.each(SETTLED)('%s', (_why, own, expected) => {
    expect(settled(own)).toMatchObject(expected);
  });
});

describe('a settlement that does not fit is refused', () => {
  it.each(REFUSED)('%s: %s', (code, _why, own) => {
    expect(settled(own)).toEqual({ refused: code });
  });
});
