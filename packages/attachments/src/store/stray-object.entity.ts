import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What may lie in the store without being an attachment: written before the bytes, gone with the attachment's row. */
@Entity('stray_object')
export class StrayObject {
  @PrimaryColumn('text')
  key!: string;

  @Column('timestamptz')
  writtenAt!: Date;
}
