import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The mutation that moved a stock. */
export type StockAction = 'registerSparePart' | 'adjustSpareStock' | 'fileRepairReport';

/** Why a stock is what it is: the movements of a spare part add up to it, and none is ever changed. */
@Entity('stock_movement')
@ObjectType({ description: 'A change of a stock; all of them add up to it, and none is ever changed' })
@Allow(...READERS)
export class StockMovement {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  sparePartId!: string;

  @Column('text')
  @Field(() => String, { description: 'registerSparePart, adjustSpareStock or fileRepairReport' })
  action!: StockAction;

  @Column('int')
  @Field(() => Int, { description: 'How many more, or, below 0, how many fewer' })
  change!: number;

  @Column('int')
  @Field(() => Int, { description: 'How many there were then' })
  stockAfter!: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Of an adjustment' })
  reason!: string | null;

  /** the fault whose repair used it */
  @Column('text', { nullable: true })
  ticketId!: string | null;

  @Column('timestamptz')
  @Field({ description: 'When it was recorded' })
  at!: Date;

  @Column('text')
  byId!: string;
}
