import { expect, it } from '@jest/globals';
import { newId } from '@zhishou/platform/ids';
import { SignedLinks } from '@zhishou/platform/link/signed-link';
import { monthOf } from '@zhishou/rules/month';
import type { Link } from '@zhishou/testkit/document-reader';
import { PEOPLE } from '@zhishou/testkit/people';
import type { InspectionsWorld } from './inspections.world.js';
import { CONTRACT } from './record.builder.js';

const MONTH = monthOf(Date.now());
const LINK = `query ($month: Month!) { inspectionDocument(month: $month, kind: HAZARD_LIST) { url fileName expiresAt } }`;

/** What the address of a document is good for. */
export function addressStories(open: () => InspectionsWorld): void {
  const linkTo = async () =>
    (await open().ask<{ inspectionDocument: Link }>('supervisor', LINK, { month: MONTH })).inspectionDocument;
  const get = (url: string) => fetch(new URL(url, open().service.url));
  const refused = async (url: string) => {
    const answer = await get(url);
    return { status: answer.status, ...((await answer.json()) as { code: string }) };
  };
  const about = () => `HAZARD_LIST DOCX ${CONTRACT.id}/${MONTH}`;
  const of = (who: 'unsignedEngineer' | 'formerEngineer' | 'engineer', expiresAt: number) =>
    open()
      .service.app.get(SignedLinks)
      .path({
        ...{ use: 'download', about: about(), expiresAt, sessionId: newId('ses'), sessionEpoch: 0 },
        ...{ personId: PEOPLE[who].id, role: PEOPLE[who].role },
      });

  it('is given to nobody without an agreement, nor to nobody', async () => {
    const refusal = await open().refusal('unsignedEngineer', LINK, { month: MONTH });
    expect(refusal.code).toBe('NDA_REQUIRED');
    const answer = await open().service.query(LINK, { variables: { month: MONTH } });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('serves nobody who has no right any more', async () => {
    const later = Date.now() + 60_000;
    expect(await refused(of('unsignedEngineer', later))).toMatchObject({ status: 403, code: 'NDA_REQUIRED' });
    expect(await refused(of('formerEngineer', later))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await get(of('engineer', later))).status).toBe(200);
  });

  it('that is old, changed, made up, or of another kind is refused', async () => {
    const { url } = await linkTo();
    const [, folder, service, token = ''] = url.split('/');
    expect([folder, service]).toEqual(['documents', 'inspections']);
    const other = new SignedLinks(
      '/documents/inspections',
      'zhishou attachment address 2',
      'signs addresses in tests',
    );
    const attachment = other.download(
      { personId: PEOPLE.engineer.id, role: 'PROVIDER_ENGINEER', sessionId: 'ses_test', sessionEpoch: 0 },
      about(),
    );
    for (const wrong of [
      of('engineer', Date.now() - 1),
      `${url}x`,
      `/documents/inspections/x${token}`,
      '/documents/inspections/nothing',
      attachment.url,
    ])
      expect(await refused(wrong)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('ends after ten minutes', async () => {
    const { expiresAt } = await linkTo();
    const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9.5);
    expect(minutes).toBeLessThanOrEqual(10);
  });

  it('serves many at once, one after the other, and tells one reader who asks for too many', async () => {
    const { url } = await linkTo();
    const answers = await Promise.all(Array.from({ length: 12 }, () => get(url)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(5);
    expect([...statuses].every((status) => status === 200 || status === 429)).toBe(true);
  });
}
