import { describe, expect, it } from '@jest/globals';
import {
  document,
  first,
  invoice,
  year,
  settled,
  type Settled,
} from '../../../test/score/settlement.builder.js';

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
  ['BAD_AMOUNT', 'a payment of nothing', { payments: paidOn('2026-07-12', 0) }],
  [
    'BAD_AMOUNT',
    'a notice of less than nothing',
    { payments: { documents: [{ ...document(1, 'PAYMENT_NOTICE'), amount: -5 }] } },
  ],
  [
    'BAD_ORDER',
    'an invoice before the signing',
    { payments: { documents: [invoice(1, 70_000_000, '2026-06-30')] } },
  ],
  [
    'PAYMENT_BEFORE_DOCUMENTS',
    'the second before it opens',
    {
      payments: {
        documents: [invoice(2, 25_000_000), document(2, 'PAYMENT_NOTICE')],
        paid: [{ instalment: 2, amount: 1, paidOn: '2026-12-31' }],
      },
    },
  ],
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
  ['BAD_POINTS', 'a part of nothing', { sheets: year('1/00') }],
  ['BAD_POINTS', 'a word', { sheets: year('good') }],
  [
    'BAD_INSTANT',
    'no day',
    { payments: { documents: [document(1, 'PAYMENT_NOTICE', '2026-07-10T08:00:00+08:00')] } },
  ],
  ['BAD_INSTANT', 'no signing day', { payments: { signedOn: '31 August' } }],
];

describe('a settlement that does not fit is refused', () => {
  it.each(REFUSED)('%s: %s', (code, _why, own) => {
    expect(settled(own)).toEqual({ refused: code });
  });
});
