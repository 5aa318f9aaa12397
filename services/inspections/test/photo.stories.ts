import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Who } from '@zhishou/testkit/people';
import type { Result } from '@zhishou/testkit/visit-record';
import { type Link, picturesOf, textOf } from '@zhishou/testkit/document-reader';
import type { InspectionsWorld } from './inspections.world.js';
import { hashOf, photo, PhotoClient } from './photo.client.js';
import { allRight, CONTRACT, engineerOf, recordOf } from './record.builder.js';

interface PlannedVisit {
  id: string;
  engineer: { id: string };
  assets: { code: string }[];
}

interface Place {
  world: InspectionsWorld;
  /** one to be recorded */
  visit: PlannedVisit;
  /** another of the same engineer, not recorded yet */
  other: PlannedVisit;
}

interface FileView {
  id: string;
  sha256: string;
  sentSha256: string;
  url: string;
}

interface VisitView {
  results: { item: string; asset: { code: string }; photos: FileView[] }[];
  records: {
    hash: string;
    photos: { asset: { code: string } | null; item: string | null; file: FileView }[];
  }[];
  document: Link;
}

const FILE = 'id sha256 sentSha256 url';
const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const REVIEW = 'mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { id } }';
const VISIT = `query ($id: ID!) { visit(id: $id) {
  results { item asset { code } photos { ${FILE} } }
  records { hash photos { asset { code } item file { ${FILE} } } }
  document { url fileName expiresAt } } }`;

function captionOf({ assetCode, item }: Result): string {
  const { name } = CONTRACT.assets.find(({ code }) => code === assetCode)!;
  const { title } = CONTRACT.checklist.find(({ code }) => code === item)!;
  return `${assetCode} ${name}：${title}`;
}

/** What photos are to those who take and those who look at them, on records and on hazards. */
export function photoStories(open: () => Place): void {
  let world: InspectionsWorld;
  let visitId: string;
  let otherId: string;
  let engineer: Who;
  let results: Result[];
  let client: PhotoClient;
  const [door, hall, better] = ['door', 'hall', 'better'].map(photo) as [Buffer, Buffer, Buffer];

  const upload = (bytes: Buffer, about = visitId) =>
    client.send(engineer, 'requestVisitUpload', { visitId: about }, bytes);
  const visit = async (who: Who = 'supervisor') =>
    (await world.ask<{ visit: VisitView }>(who, VISIT, { id: visitId })).visit;
  const withPhotos = (shown: Buffer[], whole: Buffer[], more: object = {}) => {
    const [first, ...others] = results;
    const hazard = { ...first!, result: 'ABNORMAL', note: '门锁松动', finding: 'HAZARD' } as const;
    const found = [{ ...hazard, photos: shown.map(hashOf) }, ...others];
    const photos = whole.length > 0 ? { photos: whole.map(hashOf) } : {};
    return recordOf(visitId, found, { ...photos, ...more });
  };
  const record = (input: object) => world.ask(engineer, RECORD, { input });
  const review = (sign: boolean) =>
    world.ask('supervisor', REVIEW, {
      input: { visitId, sign, comment: sign ? undefined : '照片不清' },
    });

  beforeAll(() => {
    const place = open();
    ({ world } = place);
    ({ id: visitId } = place.visit);
    ({ id: otherId } = place.other);
    engineer = engineerOf(place.visit);
    results = allRight(place.visit);
    client = new PhotoClient(world);
  });

  describe('a photo of a record', () => {
    it('is uploaded by its engineer alone', async () => {
      const colleague = engineer === 'engineer' ? 'secondEngineer' : 'engineer';
      for (const who of [colleague, 'dispatcher', 'supervisor'] as const)
        expect((await client.refusedRequest(who, 'requestVisitUpload', { visitId })).code).toBe('FORBIDDEN');
      const nowhere = { visitId: `vst_${'0'.repeat(32)}` };
      expect((await client.refusedRequest(engineer, 'requestVisitUpload', nowhere)).code).toBe('NOT_FOUND');
    });

    it('is refused where it is named twice, of another visit, no picture, or not there yet', async () => {
      const [elsewhere, coming] = [photo('elsewhere'), photo('coming')];
      const text = Buffer.from('%PDF-1.7\n');
      await upload(door);
      await upload(text);
      await upload(elsewhere, otherId);
      const announced = { visitId, sha256: hashOf(coming) };
      await client.request(engineer, 'requestVisitUpload', announced);
      const input = withPhotos([door, door], [elsewhere, text, coming]);
      const { fields } = await world.refusal(engineer, RECORD, { input });
      expect(fields).toEqual([
        { path: 'results.0.photos.1', message: 'is named above' },
        { path: 'photos.0', message: 'was not uploaded for this' },
        { path: 'photos.1', message: 'is no picture' },
        { path: 'photos.2', message: 'was announced and has not been uploaded yet' },
      ]);
    });

    it('is part of what is signed', async () => {
      await upload(hall);
      const input = { ...withPhotos([door], []), photos: [hashOf(hall)] };
      const { fields } = await world.refusal(engineer, RECORD, { input });
      expect(fields?.map(({ path }) => path)).toEqual([
        'engineerSignature.contentHash',
        'contactSignature.contentHash',
      ]);
    });

    it('is shown with what it shows, to whoever may read the visit', async () => {
      await record(withPhotos([door], [hall]));
      const seen = await visit('auditor');
      const { assetCode, item } = results[0]!;
      const entry = seen.results.find((one) => one.item === item && one.asset.code === assetCode)!;
      expect(entry.photos.map(({ sentSha256 }) => sentSha256)).toEqual([hashOf(door)]);
      expect(
        seen.records[0]!.photos.map(({ asset, file }) => [asset?.code ?? null, file.sentSha256]),
      ).toEqual([
        [assetCode, hashOf(door)],
        [null, hashOf(hall)],
      ]);
      expect(hashOf(await client.bytesAt(entry.photos[0]!.url))).toBe(entry.photos[0]!.sha256);
    });

    it('comes no more once the record is filed', async () => {
      const { code } = await client.refusedRequest(engineer, 'requestVisitUpload', {
        visitId,
      });
      expect(code).toBe('CONFLICT');
    });

    it('stays with its round, and the visit done again has photos of its own', async () => {
      await review(false);
      const again = withPhotos([door], [], { contactName: '李值班' });
      expect((await world.refusal(engineer, RECORD, { input: again })).fields).toEqual([
        { path: 'results.0.photos.0', message: 'is a photo of round 1 already' },
      ]);
      await upload(better);
      await record(withPhotos([better], [], { contactName: '李值班' }));
      const { records } = await visit();
      expect(records.map(({ photos }) => photos.map(({ file }) => file.sentSha256))).toEqual([
        [hashOf(door), hashOf(hall)],
        [hashOf(better)],
      ]);
    });

    it('is printed on the form, small, over what it shows', async () => {
      const { document } = await visit();
      const { url } = world.service;
      expect(await picturesOf(url, document)).toBe(3);
      expect(await textOf(url, document)).toContain(captionOf(results[0]!));
    });

    it('is kept by the database itself', async () => {
      await review(true);
      for (const statement of [
        `UPDATE attachment SET sha256 = 'a' WHERE subject_id = $1`,
        'DELETE FROM attachment WHERE subject_id = $1',
        `UPDATE record SET photos = '[]' WHERE visit_id = $1 AND round = 1`,
      ])
        await expect(world.rows(statement, [visitId])).rejects.toThrow(/is never changed|is archived/);
    });
  });

  describe('a photo of how a hazard was rectified', () => {
    const RECTIFY = 'mutation ($input: RectifyHazardInput!) { rectifyHazard(input: $input) { id } }';
    const FOUND = `query { findings(filter: {kind: HAZARD}, first: 1) { nodes { id
      rectifications { round note photos { ${FILE} } } } } }`;

    interface HazardView {
      id: string;
      rectifications: { round: number; note: string; photos: FileView[] }[];
    }

    const latest = async () =>
      (await world.ask<{ findings: { nodes: HazardView[] } }>('auditor', FOUND)).findings.nodes[0]!;

    it('is shown with its round, and is of that round alone', async () => {
      const { id: findingId } = await latest();
      const early = await client.refusedRequest('engineer', 'requestFindingUpload', { findingId });
      expect(early.code).toBe('CONFLICT');
      const decide = 'mutation ($input: DecideHazardInput!) { decideHazard(input: $input) { id } }';
      await world.ask('supervisor', decide, { input: { findingId, consent: true } });
      const before = await client.send('engineer', 'requestFindingUpload', { findingId }, photo('before'));
      const input = { findingId, note: '已紧固', photoIds: [before], idempotencyKey: 'rectified' };
      for (const photoIds of [[before, before], [`att_${'0'.repeat(32)}`]])
        expect((await world.refusal('engineer', RECTIFY, { input: { ...input, photoIds } })).code).toBe(
          'BAD_USER_INPUT',
        );
      await world.ask('engineer', RECTIFY, { input });
      await world.ask('engineer', RECTIFY, { input });
      const { rectifications } = await latest();
      expect(rectifications).toMatchObject([{ round: 1, note: '已紧固', photos: [{ id: before }] }]);

      const verify = 'mutation ($input: VerifyHazardInput!) { verifyHazard(input: $input) { id } }';
      await world.ask('supervisor', verify, { input: { findingId, passed: false, note: '仍松动' } });
      const again = { ...input, idempotencyKey: undefined };
      expect((await world.refusal('engineer', RECTIFY, { input: again })).fields).toEqual([
        { path: 'photoIds.0', message: 'is a photo of round 1 already' },
      ]);
    });
  });
}
