import type { Step } from '@zhishou/rules/life';
import type { Role } from '@zhishou/rules/role';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of a case, as it was recorded; never changed. What a step put on file stands in `details`. */
@Entity('transition')
export class Transition {
  @PrimaryColumn('text')
  caseId!: string;

  /** the case's version after the step */
  @PrimaryColumn('int')
  version!: number;

  @Column('text')
  stepId!: string;

  /** of the step and its details: the same step id with another body is a mistake of the caller */
  @Column('text')
  bodyHash!: string;

  @Column('text')
  action!: string;

  @Column('text')
  fromState!: string;

  @Column('text')
  toState!: string;

  @Column('int')
  round!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  byId!: string;

  @Column('text')
  byRole!: Role;

  /** as the process takes it */
  @Column('jsonb')
  step!: Step;

  @Column('jsonb')
  details!: Record<string, unknown>;
}
