import { beforeAll, describe, expect, it } from '@jest/globals';
import { monthOf, shiftMonth } from '@zhishou/rules/month';
import { documentOf } from './mutations.builder.js';
import { EARLIER, paperScores } from './score.builder.js';
import { PHOTO_HASH, uploadPhoto } from './upload.builder.js';
import { signInAll, stack, type User } from './zhishou.builder.js';

/** The last month before the first day that is kept of the earlier contract. */
const MONTH = { month: shiftMonth(monthOf(Date.now()), -7), contractId: EARLIER };
const SHEET = `query ($month: Month!, $contractId: ID) { scoreSheet(month: $month, contractId: $contractId) {
  state onPaper note performance { points exact { numerator denominator } } service { points }
  items { code } availability { percent } document { url } files { fileName sentSha256 url }
  scoredBy { id } confirmedBy { id } allowedActions } }`;
const SETTLEMENT = `query ($contractId: ID) { settlement(contractId: $contractId) {
  confirmedMonths unconfirmedMonths } }`;

interface Sheet {
  state: string;
  files: { url: string }[];
}

describe('the scores of a month from before the first day kept', () => {
  let [admin, supervisor, auditor]: User[] = [];
  let fileId: string;

  const sheet = async (who: User) => (await who.ask<{ scoreSheet: Sheet | null }>(SHEET, MONTH)).scoreSheet;
  const settlement = async () =>
    (await auditor!.ask<{ settlement: Record<string, string[]> }>(SETTLEMENT, MONTH)).settlement;

  beforeAll(async () => {
    [admin, supervisor, auditor] = await signInAll('admin', 'supervisor', 'auditor');
    fileId = await uploadPhoto(admin, 'requestContractUpload', { contractId: EARLIER });
  });

  it('are missing in the settlement until they are entered', async () => {
    expect(await sheet(admin!)).toBeNull();
    expect((await settlement()).unconfirmedMonths).toContain(MONTH.month);
  });

  it('are entered by an admin from the signed sheet, for everybody to look at', async () => {
    await admin!.ask(documentOf('enterPaperScores'), { input: paperScores(MONTH, fileId) });
    const entered = await sheet(auditor!);
    expect(entered).toMatchObject({
      ...{ state: 'SCORED', onPaper: true, note: '依据纸质考核表', items: [], availability: null },
      performance: { points: 93.5, exact: { numerator: '187', denominator: '2' } },
      ...{ service: { points: 97.25 }, document: null, allowedActions: [] },
      ...{ scoredBy: { id: admin!.id }, files: [{ fileName: '现场.png', sentSha256: PHOTO_HASH }] },
    });
    expect((await fetch(new URL(entered!.files[0]!.url, stack.graphql))).status).toBe(200);
    expect((await settlement()).confirmedMonths).not.toContain(MONTH.month);
  });

  it('count once a second person has confirmed them, and stay', async () => {
    const input = MONTH;
    const own = await admin!.refusal(documentOf('confirmPaperScores'), { input });
    expect(own.extensions.code).toBe('FORBIDDEN');
    await supervisor!.ask(documentOf('confirmPaperScores'), { input });
    expect(await sheet(auditor!)).toMatchObject({
      ...{ state: 'CONFIRMED', confirmedBy: { id: supervisor!.id } },
    });
    expect((await settlement()).confirmedMonths).toContain(MONTH.month);
    const again = await admin!.refusal(documentOf('enterPaperScores'), {
      input: paperScores(MONTH, fileId),
    });
    expect(again.extensions).toMatchObject({ code: 'CONFLICT', state: 'CONFIRMED' });
  });
});
