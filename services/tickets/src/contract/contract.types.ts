import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Fen } from '@zhishou/platform/graphql/scalars';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ScoreItemCode } from '@zhishou/rules/contract/score-rules.types';
import type { ClockKind, Severity } from '@zhishou/rules/ticket-life';
import { SeverityEnum } from '../ticket/ticket.enums.js';

@ObjectType()
@Allow(...READERS)
export class ContractPeriod {
  @Field()
  title!: string;

  @Field({ description: 'The first day, Asia/Shanghai' })
  fromDay!: string;

  @Field({ description: 'The last day, which still counts' })
  toDay!: string;

  @Field()
  clause!: string;
}

@ObjectType()
@Allow(...READERS)
export class ContractClocks {
  @Field(() => SeverityEnum)
  severity!: Severity;

  @Field()
  name!: string;

  @Field(() => Int, { description: 'Seconds from the report' })
  response!: number;

  @Field(() => Int, { description: 'Seconds from the report' })
  onsite!: number;

  @Field(() => Int, { description: 'Seconds from the report' })
  resolve!: number;

  @Field()
  clause!: string;
}

/** Something the contract lists by code and name: a fault type, a score item. */
@ObjectType()
@Allow(...READERS)
export class ContractTerm {
  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field()
  clause!: string;

  @Field(() => Int, { nullable: true, description: 'Points, of a score item' })
  of?: number;
}

@ObjectType()
@Allow(...READERS)
export class ContractInstalment {
  @Field(() => Int)
  no!: number;

  @Field()
  title!: string;

  @Field(() => Int)
  percent!: number;

  @Field()
  clause!: string;
}

@ObjectType('Contract')
@Allow(...READERS)
export class ContractType {
  @Field(() => ID, { description: 'The same in every version of it' })
  id!: string;

  @Field()
  name!: string;

  @Field()
  title!: string;

  @Field({ description: 'Tickets keep the version they started under' })
  version!: string;

  @Field()
  signedOn!: string;

  @Field(() => Fen)
  total!: bigint;

  @Field(() => [ContractPeriod])
  periods!: ContractPeriod[];

  @Field(() => [ContractClocks])
  clocks!: ContractClocks[];

  @Field(() => [ContractTerm])
  faultTypes!: ContractTerm[];

  @Field(() => [ContractTerm])
  scoreItems!: ContractTerm[];

  @Field(() => [ContractInstalment])
  payments!: ContractInstalment[];
}

const seconds = (budget: Record<ClockKind, number>) => ({
  response: budget.RESPONSE / 1000,
  onsite: budget.ONSITE / 1000,
  resolve: budget.RESOLVE / 1000,
});

export const toContractType = (contract: Contract): ContractType => ({
  id: contract.id,
  name: contract.name,
  title: contract.title,
  version: contract.version,
  signedOn: contract.signedOn,
  total: BigInt(contract.totalFen),
  periods: contract.periods,
  clocks: contract.severities.map(({ code, name, clause }) => ({
    severity: code,
    name,
    clause,
    ...seconds(contract.budgets[code]),
  })),
  faultTypes: contract.faultTypes,
  scoreItems: (Object.keys(contract.scores) as ScoreItemCode[]).map((code) => {
    const item = contract.scores[code];
    return { code, name: item.title, clause: item.clause, of: 'of' in item ? item.of : undefined };
  }),
  payments: contract.payments.instalments,
});
