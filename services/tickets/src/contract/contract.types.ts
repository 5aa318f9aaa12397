import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { Fen } from '@zhishou/platform/graphql/scalars';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ScoreItemCode } from '@zhishou/rules/contract/score-rules.types';
import type { ClockKind, Severity } from '@zhishou/rules/ticket-life';
import { SeverityEnum } from '../ticket/ticket.enums.js';

@ObjectType({ description: 'What is covered, from when to when' })
@Allow(...READERS)
export class ContractPeriod {
  @Field({ description: "As the contract's price list has it" })
  title!: string;

  @Field({ description: 'The first day, Asia/Shanghai' })
  fromDay!: string;

  @Field({ description: 'The last day, which still counts' })
  toDay!: string;

  @Field({ description: 'Where the paper contract says so' })
  clause!: string;
}

@ObjectType({ description: 'How much time a severity gives to each clock' })
@Allow(...READERS)
export class ContractClocks {
  @Field(() => SeverityEnum, { description: 'Of which fault or question' })
  severity!: Severity;

  @Field({ description: 'The severity in Chinese' })
  name!: string;

  @Field(() => Int, { description: 'Seconds from the report' })
  response!: number;

  @Field(() => Int, { description: 'Seconds from the report' })
  onsite!: number;

  @Field(() => Int, { description: 'Seconds from the report' })
  resolve!: number;

  @Field({ description: 'Where the paper contract says so' })
  clause!: string;
}

/** Its code is its key for the subgraphs that say more of it; none needs its name from here. */
@ObjectType({ description: 'A kind of fault, as a repair report names it' })
@Directive('@key(fields: "code", resolvable: false)')
@Allow(...READERS)
export class FaultType {
  @Field({ description: 'What the graph calls it, such as HARDWARE' })
  code!: string;

  @Field({ description: 'In Chinese' })
  name!: string;

  @Field({ description: 'Where the paper contract says so' })
  clause!: string;
}

@ObjectType({ description: 'An item of the score sheet' })
@Allow(...READERS)
export class ContractTerm {
  @Field({ description: 'What the graph calls it, such as P5' })
  code!: string;

  @Field({ description: 'In Chinese' })
  name!: string;

  @Field({ description: 'Where the paper contract says so' })
  clause!: string;

  @Field(() => Int, { nullable: true, description: 'Points' })
  of?: number;
}

@ObjectType({ description: 'A part of the payment' })
@Allow(...READERS)
export class ContractInstalment {
  @Field(() => Int, { description: 'From 1, in order' })
  no!: number;

  @Field({ description: 'In Chinese' })
  title!: string;

  @Field(() => Int, { description: 'Of the total, in whole percent' })
  percent!: number;

  @Field({ description: 'Where the paper contract says so' })
  clause!: string;
}

@ObjectType('Contract', { description: 'The rules of the contract, as the installation carries them' })
@Allow(...READERS)
export class ContractType {
  @Field(() => ID, { description: 'The same in every version of it' })
  id!: string;

  @Field({ description: 'What people call it for short' })
  name!: string;

  @Field({ description: 'The title on the paper contract' })
  title!: string;

  @Field({ description: 'Tickets keep the version they started under' })
  version!: string;

  @Field({ description: 'The day of signing, such as 2026-06-28' })
  signedOn!: string;

  @Field(() => Fen, { description: 'The price of the whole contract' })
  total!: bigint;

  @Field(() => [ContractPeriod], { description: 'What is covered, and from when to when' })
  periods!: ContractPeriod[];

  @Field(() => [ContractClocks], { description: 'One for each severity' })
  clocks!: ContractClocks[];

  @Field(() => [FaultType], { description: 'What a repair report may say' })
  faultTypes!: FaultType[];

  @Field(() => [ContractTerm], { description: 'What the score sheet of a month consists of' })
  scoreItems!: ContractTerm[];

  @Field(() => [ContractInstalment], { description: 'The instalments, in order' })
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
