import type { HazardCase } from '@zhishou/rules/inspection/hazard-case';
import type { HazardState } from '@zhishou/rules/inspection/hazard-life';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a hazard is followed until it is gone. It has the id of its finding. */
@Entity('hazard')
export class Hazard {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  state!: HazardState;

  @Column('int')
  version!: number;

  @Column('timestamptz')
  proposedAt!: Date;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('jsonb')
  process!: HazardCase;

  @Column('timestamptz', { nullable: true })
  processStartedAt!: Date | null;
}
