import { Injectable } from '@nestjs/common';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentKind } from '@zhishou/attachments/upload/file-format';
import { Upload } from '@zhishou/attachments/upload/upload.entity';
import { findPhotos, type NamedPhoto, type PhotosFound } from '@zhishou/rules/inspection/named-photos';
import { DataSource, In, type EntityManager } from 'typeorm';
import { rectifications } from '../hazard/rectifications.js';

/** The round of each file that is part of one already, by the file's id. */
type Used = ReadonlyMap<string, number>;

/** Finds the files that somebody names as photos of a record or a rectification. */
@Injectable()
export class PhotoFinder {
  private readonly manager: EntityManager;

  constructor({ manager }: DataSource) {
    this.manager = manager;
  }

  /** By the SHA-256 of what was sent. */
  async ofVisit(visitId: string, names: readonly NamedPhoto[]): Promise<PhotosFound> {
    return this.find(visitId, 'sentSha256', names, () => usedInRecords(this.manager, visitId));
  }

  /** By the id of the attachment. */
  async ofHazard(hazardId: string, names: readonly NamedPhoto[]): Promise<PhotosFound> {
    return this.find(hazardId, 'id', names, () => usedInRectifications(this.manager, hazardId));
  }

  private async find(
    subjectId: string,
    key: 'id' | 'sentSha256',
    names: readonly NamedPhoto[],
    usedIn: () => Promise<Used>,
  ): Promise<PhotosFound> {
    if (names.length === 0) return findPhotos(names, { files: [], announced: new Set() });
    const wanted = In(names.map((name) => name.key));
    const announcedBy = key === 'id' ? 'id' : 'sha256';
    const [files, uploads, used] = await Promise.all([
      this.manager.find(Attachment, { where: { subjectId, [key]: wanted }, order: { id: 'ASC' } }),
      this.manager.findBy(Upload, { subjectId, [announcedBy]: wanted }),
      usedIn(),
    ]);
    return findPhotos(names, {
      files: files.map((file) => ({
        id: file.id,
        key: file[key],
        isPicture: file.kind === AttachmentKind.IMAGE,
        usedIn: used.get(file.id) ?? null,
      })),
      announced: new Set(uploads.flatMap((upload) => upload[announcedBy] ?? [])),
    });
  }
}

async function usedInRecords(manager: EntityManager, visitId: string): Promise<Used> {
  const rows = await manager.query<{ id: string; round: number }[]>(
    `SELECT photo ->> 'attachmentId' AS id, round FROM record, jsonb_array_elements(photos) AS photo
     WHERE visit_id = $1 AND round IS NOT NULL`,
    [visitId],
  );
  return new Map(rows.map(({ id, round }) => [id, round]));
}

async function usedInRectifications(manager: EntityManager, hazardId: string): Promise<Used> {
  const done = await rectifications(manager, [hazardId]);
  return new Map(done.flatMap(({ round, photoIds }) => photoIds.map((id) => [id, round] as const)));
}
