import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { shiftMonth } from '@zhishou/rules/month';
import { type Link, textOf } from '@zhishou/testkit/document-reader';
import { CONTRACT_ID, type SheetsWorld } from './sheets.world.js';

const VIEW = `id state late allowedActions
  submissions { note conforming submittedBy { id } files { fileName sha256 url } }`;
const ISSUE = `mutation ($input: IssueBulletinInput!) { issueBulletin(input: $input) { ${VIEW} } }`;
const JUDGE = `mutation ($input: JudgeDocumentInput!) { judgeDocument(input: $input) { id } }`;

interface Bulletin {
  id: string;
  state: string;
  allowedActions: string[];
  draft: Link | null;
  submissions: { note: string | null; files: { fileName: string; sha256: string; url: string }[] }[];
}

/** What the bureau owes (domain §11). */
export function bulletinStories(world: () => SheetsWorld, month: string) {
  const due = async (who: 'supervisor' | 'reporter') => {
    const source = `query ($month: Month!) { dueDocuments(month: $month) { ${VIEW} draft { url fileName expiresAt } } }`;
    const asked = { month: shiftMonth(month, 1) };
    const { dueDocuments } = await world().ask<{ dueDocuments: Bulletin[] }>(who, source, asked);
    return dueDocuments.find(({ id }) => id === `${CONTRACT_ID}/BULLETIN/${month}`)!;
  };

  it('is drafted once the month is over, and says that nobody has issued it', async () => {
    const { state, allowedActions, draft } = await due('supervisor');
    expect(['WAITING', 'MISSING']).toContain(state);
    expect(allowedActions).toEqual(['issueBulletin']);
    const said = await textOf(world().service.url, draft!);
    for (const words of ['维护质量通报（草稿）', '重大故障', '处理及时率', '考核尚未确认'])
      expect(said).toContain(words);
  });

  it('is issued by a supervisor, once, and kept as it was then, for everybody to read', async () => {
    const input = { month, remarks: '请于汛期前完成卫星终端自检。', idempotencyKey: randomUUID() };
    const { issueBulletin } = await world().ask<{ issueBulletin: Bulletin }>('supervisor', ISSUE, { input });
    expect(issueBulletin).toMatchObject({ state: 'ISSUED', allowedActions: [] });
    expect(await world().ask('supervisor', ISSUE, { input })).toEqual({
      issueBulletin: { ...issueBulletin, submissions: [expect.anything()] },
    });
    const [file] = (await due('reporter')).submissions[0]!.files;
    expect(file).toMatchObject({ fileName: `维护质量通报 ${CONTRACT_ID} ${month}.docx` });
    const said = await textOf(world().service.url, { ...file!, expiresAt: '' });
    expect(said).toContain('五、意见和要求');
    expect(said).toContain(input.remarks);
    expect(said).not.toContain('草稿');
    expect(await rowFaults(world().db.manager, 'scoring')).toEqual([]);
    expect(
      await world().rows(
        `SELECT type, data #>> '{step,files,0,sha256}' AS sha FROM fact WHERE subject = $1`,
        [issueBulletin.id],
      ),
    ).toEqual([{ type: 'document.issued', sha: file!.sha256 }]);
  });

  it('is not issued twice, before its month is over, of no month of the contract, or by another; nor judged', async () => {
    const before = await world().recorded();
    const refused = async (input: object, who: 'supervisor' | 'dispatcher' = 'supervisor') => {
      const { code, fields } = await world().refusal(who, ISSUE, { input });
      return fields ? [code, ...fields.map(({ path }) => path)] : [code];
    };
    expect(await refused({ month })).toEqual(['CONFLICT']);
    expect(await refused({ month: shiftMonth(month, 1) })).toEqual(['BAD_USER_INPUT', 'month']);
    expect(await refused({ month: '2019-01' })).toEqual(['BAD_USER_INPUT', 'month']);
    expect(await refused({ month, contractId: 'none' })).toEqual(['BAD_USER_INPUT', 'contractId']);
    expect(await refused({ month, remarks: '长'.repeat(2_001) })).toEqual(['BAD_USER_INPUT', 'remarks']);
    expect(await refused({ month }, 'dispatcher')).toEqual(['FORBIDDEN']);
    const input = { documentId: `${CONTRACT_ID}/BULLETIN/${month}`, conforming: true };
    expect(await world().refusal('supervisor', JUDGE, { input })).toMatchObject({ code: 'CONFLICT' });
    expect(await world().recorded()).toEqual(before);
  });
}
