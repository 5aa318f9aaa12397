import { Attachment } from '@zhishou/attachments/attachment.entity';
import type { Thumbnails } from '@zhishou/attachments/picture/thumbnails';
import type { VisitRecord as Paper } from '@zhishou/documents/visit-record';
import { type EntityManager, In } from 'typeorm';
import type { RecordPhoto, VisitRecord } from '../record/record.entity.js';
import type { MonthFacts } from './month.facts.js';

/** Five pages; each is read from the store and made small. */
const MOST_PRINTED = 40;
/** Wide enough for a quarter of a page's width in print. */
const PIXELS_A_SIDE = 640;

/** The photos of a record as its form prints them: small, over what they show; beyond some they are counted only. */
export async function printedPhotos(
  manager: EntityManager,
  thumbnails: Thumbnails,
  facts: Pick<MonthFacts, 'contract' | 'label'>,
  record: VisitRecord | null,
): Promise<Pick<Paper, 'photos' | 'photosLeftOut'>> {
  const all = record?.photos ?? [];
  const printed = all.slice(0, MOST_PRINTED);
  const ids = printed.map(({ attachmentId }) => attachmentId);
  const files = new Map((await manager.findBy(Attachment, { id: In(ids) })).map((file) => [file.id, file]));
  const photos: Paper['photos'][number][] = [];
  for (const photo of printed) {
    const file = files.get(photo.attachmentId)!;
    // one after the other, so that no more than one lies in memory whole
    const bytes = await thumbnails.of(file, PIXELS_A_SIDE);
    photos.push({ bytes, caption: captionOf(facts, photo) || file.fileName });
  }
  return { photos, photosLeftOut: all.length - printed.length };
}

/** `L1-S5-04 不间断供电电源（3楼）：电源、电池`; empty for one of the visit as a whole. */
function captionOf(
  { contract, label }: Pick<MonthFacts, 'contract' | 'label'>,
  { assetCode, item }: RecordPhoto,
): string {
  if (assetCode === null) return '';
  const title = contract.checklist.find(({ code }) => code === item)?.title ?? item;
  return `${label(assetCode)}：${title}`;
}
