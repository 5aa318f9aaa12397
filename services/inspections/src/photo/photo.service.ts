import { Injectable } from '@nestjs/common';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { DataSource, In, IsNull, Not } from 'typeorm';
import { type RecordPhoto, VisitRecord } from '../record/record.entity.js';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';

export interface ShownPhoto extends RecordPhoto {
  file: Attachment;
}

type Result = Pick<RecordPhoto, 'assetCode' | 'item'>;

/** The photos of records that were filed. */
@Injectable()
export class PhotoService {
  private readonly records;

  constructor(
    db: DataSource,
    private readonly files: AttachedFiles,
  ) {
    this.records = groupLoader(
      (visitIds) =>
        db.getRepository(VisitRecord).find({
          select: { id: true, visitId: true, round: true, photos: true },
          where: { visitId: In(visitIds), round: Not(IsNull()) },
        }),
      ({ visitId }) => visitId,
    );
  }

  /** In the order in which the record of this round names them. @param of those of one result alone */
  async ofRound(visitId: string, round: number, of?: Result): Promise<ShownPhoto[]> {
    const records = await this.records.load(visitId);
    const named = records.find((record) => record.round === round)?.photos ?? [];
    const photos = of
      ? named.filter(({ assetCode, item }) => assetCode === of.assetCode && item === of.item)
      : named;
    const files = await this.files.byIds(photos.map(({ attachmentId }) => attachmentId));
    return photos.map((photo, index) => ({ ...photo, file: files[index]! }));
  }
}
