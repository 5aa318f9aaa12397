import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lies in store for repairs (domain §3). Its stock is changed by `moveStock` alone. */
@Entity('spare_part')
@ObjectType({ description: 'What lies in store for repairs' })
@Allow(...READERS)
export class SparePart {
  @PrimaryColumn('text')
  @Field(() => ID)
  id!: string;

  @Column('text')
  @Field({ description: 'Unique, however it is written' })
  code!: string;

  @Column('text')
  @Field({ description: 'As the store calls it' })
  name!: string;

  @Column('text')
  @Field({ description: 'As its maker calls it' })
  model!: string;

  @Column('text', { array: true })
  @Field(() => [String], { description: 'Codes of the equipment it is kept for' })
  assetCodes!: string[];

  @Column('text')
  @Field({ description: 'What is counted: 台, 套, 根 …' })
  unit!: string;

  @Column('int')
  @Field(() => Int, { description: 'How many there are now' })
  stock!: number;

  @Column('int')
  @Field(() => Int, { description: 'Somebody is called when the stock falls to this or below' })
  lowAt!: number;
}

export const isLow = ({ stock, lowAt }: Pick<SparePart, 'stock' | 'lowAt'>): boolean => stock <= lowAt;
