import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { repairRecord, report, reportBody, step } from './ticket.builder.js';
import { signInAll, type User } from './zhishou.builder.js';

const ASSET = { assetCode: 'L1-S1-02', unitNumbers: [5] };
const EARLIER = 'number state faultType closedAt summary ticket { id }';
const FORM = `query ($assetCode: String!, $unitNumbers: [Int!]) {
  openFaults(assetCode: $assetCode) { ${EARLIER} }
  likelyRepeats(assetCode: $assetCode, unitNumbers: $unitNumbers) { ${EARLIER} } }`;
const REPORT = `mutation ($input: ReportTicketInput!) {
  reportTicket(input: $input) { id number isRepeat likelyRepeatOf { ${EARLIER} } } }`;
const REPEATS = `query ($id: ID) { ticket(id: $id) { isRepeat likelyRepeatOf { number } } }`;

interface Form {
  openFaults: { number: string }[];
  likelyRepeats: { number: string }[];
}

interface Reported {
  id: string;
  number: string;
  likelyRepeatOf: { number: string }[];
}

describe('somebody who reports what was reported before', () => {
  let reporter: User;
  let supervisor: User;
  let dispatcher: User;
  let engineer: User;

  beforeAll(async () => {
    [reporter, supervisor, dispatcher, engineer] = await signInAll(
      'reporter',
      'supervisor',
      'dispatcher',
      'engineer1',
    );
  });

  const repair = async (id: string) => {
    await step(dispatcher, 'acceptTicket', id);
    await step(engineer, 'startRemoteSupport', id);
    await step(engineer, 'fileRepairReport', id, repairRecord({ faultType: 'CONFIGURATION' }));
    await step(supervisor, 'recordRecoveryTest', id, { passed: true });
  };

  it('is told while it is open, when it is closed, and whether it was a repeat in the end', async () => {
    const summary = `终端无声音 ${randomUUID()}`;
    const first = await report(supervisor, { ...ASSET, summary });
    const whileOpen = await reporter.ask<Form>(FORM, ASSET);
    expect(whileOpen.openFaults).toContainEqual({
      number: first.number,
      state: 'REPORTED',
      faultType: null,
      closedAt: null,
      summary,
      ticket: null,
    });
    await repair(first.id);

    const known = {
      number: first.number,
      state: 'CLOSED',
      faultType: 'CONFIGURATION',
      summary,
      ticket: null,
    };
    const shown = { ...known, closedAt: expect.any(String) };
    const afterwards = await reporter.ask<Form>(FORM, ASSET);
    expect(afterwards.likelyRepeats).toContainEqual(shown);
    expect(afterwards.openFaults.map(({ number }) => number)).not.toContain(first.number);

    const { reportTicket } = await reporter.ask<{ reportTicket: Reported }>(REPORT, {
      input: reportBody({ ...ASSET, summary: '又无声音' }),
    });
    expect(reportTicket).toMatchObject({ isRepeat: null });
    expect(reportTicket.likelyRepeatOf).toContainEqual(shown);
    await repair(reportTicket.id);
    expect(await reporter.ask(REPEATS, { id: reportTicket.id })).toEqual({
      ticket: { isRepeat: true, likelyRepeatOf: [] },
    });
  });

  it('of equipment that there is not is told so by name', async () => {
    const { extensions } = await reporter.refusal(FORM, { ...ASSET, unitNumbers: [17] });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'unitNumbers' }] });
  });
});
