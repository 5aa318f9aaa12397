import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMonths, dayEnd, dayOf, dayStart } from '@zhishou/rules/month';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { createLogger } from '@zhishou/platform/log';
import { StepSender } from '@zhishou/platform/process/step.sender';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { eventually } from '@zhishou/testkit/eventually';
import type { Who } from '@zhishou/testkit/people';
import { past, signedOn } from './availability.builder.js';
import { SheetComputer } from '../src/computer/sheet.computer.js';
import { lateComputation } from '../src/settlement/late-rows.js';
import { revisePrices } from '../src/settlement/revise-price.js';
import { closedFault, registered } from './month-of-events.builder.js';
import { CONTRACT_ID, SheetsWorld } from './sheets.world.js';

const INSTALMENT =
  'id no state gross payable paid missingDocuments opensAt payBy appliedAt paidAt allowedActions';
const SETTLEMENT = `{ settlement { id state total base performance service remuneration deduction recoverable
  confirmedMonths allowedActions instalments { ${INSTALMENT} } } }`;
const MUTATIONS = {
  recordPaymentDocument: 'PaymentDocumentInput',
  applyForPayment: 'PaymentApplicationInput',
  recordPayment: 'PaymentInput',
} as const;
type Mutation = keyof typeof MUTATIONS;

const source = (name: Mutation) =>
  `mutation ($input: ${MUTATIONS[name]}!) { ${name}(input: $input) { ${INSTALMENT} } }`;
const BASE =
  'mutation ($input: SettlementBaseInput!) { approveSettlementBase(input: $input) { base remuneration } }';

interface InstalmentView {
  state: string;
  payable: string;
  paid: string;
  payBy: string | null;
}
interface SettlementView {
  confirmedMonths: string[];
  remuneration: string | null;
  instalments: InstalmentView[];
}

let world: SheetsWorld;
beforeAll(async () => {
  world = await SheetsWorld.open();
});
afterAll(() => world?.close());

const settlement = async (who: Who = 'auditor') =>
  (await world.ask<{ settlement: SettlementView }>(who, SETTLEMENT)).settlement;
const change = async (name: Mutation, input: object) =>
  (await world.ask<Record<Mutation, InstalmentView>>('supervisor', source(name), { input }))[name];

async function refused(who: Who, name: Mutation, input: object) {
  const before = await world.recorded();
  const { code, fields, message } = await world.refusal(who, source(name), { input });
  expect(await world.recorded()).toEqual(before);
  return fields ? { code, fields } : { code, message };
}

const YESTERDAY = new Date(dayStart(addDays(dayOf(Date.now()), -1)) + 12 * 3_600_000).toISOString();

describe('a settlement', () => {
  it('opens with the contract: a forecast without a month, the last instalment still unknown', async () => {
    await eventually(async () => (await settlement()).instalments.length === 3);
    expect(await settlement()).toMatchObject({
      ...{ id: CONTRACT_ID, state: 'RUNNING', total: '100000000', base: '100000000' },
      ...{ remuneration: null, deduction: null, recoverable: null, confirmedMonths: [] },
      instalments: [
        { no: 1, state: 'WAITING', gross: '70000000', opensAt: new Date(dayStart(signedOn)).toISOString() },
        { no: 2, state: 'WAITING', opensAt: new Date(dayStart(addMonths(signedOn, 6))).toISOString() },
        { no: 3, state: 'NOT_OPEN', gross: '5000000', payable: '5000000', opensAt: null, payBy: null },
      ],
    });
  });

  it('follows a price that is corrected in the folder of the contract', async () => {
    const { app } = world.service;
    const contracts = app.get<Contract[]>(CONTRACTS);
    const around = { db: world.db, sender: app.get(StepSender), log: createLogger('test') };
    const priced = (totalFen: number) =>
      revisePrices(
        around,
        contracts.map((one) => ({ ...one, totalFen })),
      );
    await priced(238_800_000);
    expect(await settlement()).toMatchObject({
      ...{ total: '238800000', base: '238800000' },
      instalments: [{ payable: '167160000' }, { payable: '59700000' }, { payable: '11940000' }],
    });
    await priced(100_000_000);
    expect(await settlement()).toMatchObject({
      total: '100000000',
      instalments: [{ payable: '70000000' }, {}, {}],
    });
    expect(await rowFaults(world.db.manager, 'scoring')).toEqual([]);
  });

  it('forecasts from the months that are confirmed', async () => {
    await world.ask(
      'supervisor',
      `mutation { registerServiceEvent(input: { month: "${past}", kind: COMPLAINT,
      note: "接报后无人接听" }) { id } }`,
    );
    await world.change('supervisor', 'scoreMonth', { month: past });
    await world.change('dispatcher', 'objectToScore', { month: past, waive: true });
    await world.change('admin', 'confirmScore', { month: past });
    expect(await settlement()).toMatchObject({
      ...{
        performance: 95,
        service: 95,
        remuneration: '90250000',
        deduction: '9750000',
        recoverable: '4750000',
      },
      confirmedMonths: [past],
      instalments: [{ payable: '70000000' }, { payable: '25000000' }, { payable: '0' }],
    });
  });

  it('is computed from less than the price where the admin has approved that, with a reason', async () => {
    const input = { base: '90000000', reason: '指挥车停驶一个季度' };
    expect(await world.ask('admin', BASE, { input })).toEqual({
      approveSettlementBase: { base: '90000000', remuneration: '81225000' },
    });
    for (const [who, wrong, code] of [
      ['admin', { base: '100000001' }, 'BAD_USER_INPUT'],
      ['admin', { base: '0' }, 'BAD_USER_INPUT'],
      ['supervisor', {}, 'FORBIDDEN'],
    ] as const)
      expect(await world.refusal(who, BASE, { input: { ...input, ...wrong } })).toMatchObject({ code });
  });
});

describe('beside the numbers', () => {
  it('stands what is covered by judgement alone, which is settled apart', async () => {
    const [reported] = closedFault(dayStart(`${past}-12`), 3, {
      ...{ number: 'GD-301', coverage: 'COVERED_BY_JUDGEMENT', assetCode: null, assetName: null },
    });
    await world.tell(reported!);
    const { settlement: said } = await world.ask<{ settlement: object }>(
      'dispatcher',
      '{ settlement { remuneration apart { number equipment ticket { id } } late { reason } } }',
    );
    expect(said).toEqual({
      remuneration: (await settlement()).remuneration,
      apart: [{ number: 'GD-301', equipment: '未列入清单的设备', ticket: { id: reported!.subject } }],
      late: [],
    });
  });

  it('stands what became known after the last sheet, and changes nothing', async () => {
    const contract = world.service.app.get<Contract[]>(CONTRACTS)[0]!;
    const late = async () => {
      const computation = await lateComputation(world.db.manager, contract);
      return (await world.service.app.get(SheetComputer).lateRows(computation!)).map(
        ({ month, code, cause, points }) => [month, code, cause, points],
      );
    };
    const before = await late();
    await world.tell(registered(past, 'MEDIA_EXPOSURE'));
    expect(await late()).toEqual(expect.arrayContaining([...before, [past, 'S2', 'MEDIA_EXPOSURE', '10']]));
    expect(before).not.toContainEqual(expect.arrayContaining(['COMPLAINT']));
  });
});

describe('an instalment', () => {
  const invoice = (amount: string | null = '70000000') => ({
    ...{ instalment: 1, kind: 'INVOICE', amount, receivedAt: YESTERDAY },
  });
  const payment = (amount: string, paidAt = new Date().toISOString()) => ({ instalment: 1, amount, paidAt });

  it('refuses an invoice of another amount with both, and changes nothing', async () => {
    expect(await refused('supervisor', 'recordPaymentDocument', invoice('69999999'))).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'amount', message: 'the invoice names 699,999.99 yuan, payable is 700,000.00 yuan' }],
    });
  });

  it.each<[string, Who, Mutation, object, object]>([
    ['a payment before its documents', 'supervisor', 'recordPayment', payment('1'), { code: 'CONFLICT' }],
    [
      'an application before its documents',
      'supervisor',
      'applyForPayment',
      { instalment: 1, appliedAt: YESTERDAY },
      { code: 'CONFLICT' },
    ],
    [
      'an invoice without an amount',
      'supervisor',
      'recordPaymentDocument',
      invoice(null),
      { fields: [{ path: 'amount' }] },
    ],
    [
      'a document of the future',
      'supervisor',
      'recordPaymentDocument',
      { ...invoice(), receivedAt: new Date(Date.now() + 2 * 86_400_000).toISOString() },
      { fields: [{ path: 'receivedAt' }] },
    ],
    [
      'a document from before the contract',
      'supervisor',
      'recordPaymentDocument',
      { ...invoice(), receivedAt: '2020-01-01T00:00:00Z' },
      { fields: [{ path: 'receivedAt' }] },
    ],
    [
      'a document that it does not ask for',
      'supervisor',
      'recordPaymentDocument',
      { instalment: 1, kind: 'SERVICE_DOCUMENTS', receivedAt: YESTERDAY },
      { fields: [{ path: 'kind' }] },
    ],
    [
      'an instalment that is none',
      'supervisor',
      'recordPaymentDocument',
      { ...invoice(), instalment: 4 },
      { fields: [{ path: 'instalment' }] },
    ],
    [
      'no such contract',
      'supervisor',
      'recordPaymentDocument',
      { ...invoice(), contractId: 'none' },
      { fields: [{ path: 'contractId' }] },
    ],
    [
      'the last one before the end',
      'supervisor',
      'recordPaymentDocument',
      { ...invoice('5000000'), instalment: 3 },
      { code: 'CONFLICT' },
    ],
    ['the provider', 'dispatcher', 'recordPaymentDocument', invoice(), { code: 'FORBIDDEN' }],
  ])('refuses %s', async (_, who, name, input, expected) => {
    const refusal = await refused(who, name, input);
    expect(refusal).toMatchObject('fields' in expected ? { code: 'BAD_USER_INPUT', ...expected } : expected);
  });

  it('has a term of thirty days from its last document, the day of the receipt not counted', async () => {
    expect(await change('recordPaymentDocument', invoice())).toMatchObject({ state: 'WAITING', payBy: null });
    expect(await refused('supervisor', 'recordPaymentDocument', invoice())).toMatchObject({
      code: 'CONFLICT',
    });
    const notice = { instalment: 1, kind: 'PAYMENT_NOTICE', receivedAt: YESTERDAY };
    expect(await change('recordPaymentDocument', notice)).toMatchObject({
      state: 'DUE',
      payBy: new Date(dayEnd(addDays(dayOf(Date.parse(YESTERDAY)), 30))).toISOString(),
    });
  });

  it('is applied for, paid in parts, and never overpaid', async () => {
    const applied = await change('applyForPayment', { instalment: 1, appliedAt: new Date().toISOString() });
    expect(applied).toMatchObject({ state: 'DUE', appliedAt: expect.anything() });
    expect(await change('recordPayment', payment('30000000'))).toMatchObject({
      state: 'PARTLY_PAID',
      paid: '30000000',
    });
    expect(await refused('supervisor', 'recordPayment', payment('40000001'))).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [
        { path: 'amount', message: '400,000.01 yuan is more than the 400,000.00 yuan still to be paid' },
      ],
    });
    expect(await refused('supervisor', 'recordPayment', payment('-1'))).toMatchObject({
      fields: [{ path: 'amount' }],
    });
    expect(await change('recordPayment', payment('40000000'))).toMatchObject({
      ...{ state: 'PAID', paid: '70000000', allowedActions: [], paidAt: expect.anything() },
    });
  });
});
