import type { Role } from '@zhishou/platform/auth/caller';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that was announced and has not come yet; taking the row away is what gives the right to attach it, once. */
@Entity('upload')
export class Upload {
  /** of the attachment it will be */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  subjectId!: string;

  @Column('text')
  personId!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  fileName!: string;

  /** what the sender said of the file; null where it said nothing */
  @Column('text', { nullable: true })
  contentType!: string | null;

  @Column('int', { nullable: true })
  size!: number | null;

  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('boolean')
  keepPosition!: boolean;

  @Column('timestamptz')
  expiresAt!: Date;
}
