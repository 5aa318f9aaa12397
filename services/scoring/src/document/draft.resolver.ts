import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller, Role } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { MonthArgs } from '@zhishou/platform/contract/month.inputs';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentFormat, DocumentLink } from '@zhishou/platform/document/document-link.type';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DueDocument } from '../due-document/due-document.type.js';
import { FormatArgument, isDraft, isMadeAs, linkTo } from './document.request.js';
import { TicketNumbers } from './ticket.numbers.js';

/** Who sees every fault; others see their own, and so no document of all of them. */
export const SEE_ALL: readonly Role[] = [
  'BUREAU_SUPERVISOR',
  'BUREAU_ADMIN',
  'PROVIDER_DISPATCHER',
  'AUDITOR',
];

@Resolver(() => DueDocument)
export class DraftResolver {
  constructor(
    private readonly desk: DocumentDesk,
    private readonly clock: DatabaseClock,
    private readonly tickets: TicketNumbers,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
  ) {}

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description:
      'What is on record as such a document, to be handed in as it is or after it was worked on; null before its time, ' +
      'of what is made by hand, at the inspections service or not in this format, and for who may not see all faults',
  })
  async draft(
    @CurrentCaller() caller: Caller,
    @Parent() { contractId, code, month, ticket, standing }: DueDocument,
    @FormatArgument('A text to print and sign, or its tables as a spreadsheet') format: DocumentFormat,
  ): Promise<DocumentLink | null> {
    if (!isDraft(code) || !isMadeAs(code, format) || !SEE_ALL.includes(caller.role)) return null;
    if ((await this.clock.now()) < standing.opensAt) return null;
    const subject = month ?? ticket?.id;
    const of = subject === undefined ? contractId : `${contractId}/${subject}`;
    return linkTo(this.desk, caller, { kind: code, format, of }, await this.tickets.number(subject));
  }

  @Query(() => DocumentLink, {
    description: '《系统故障处理分析报告》 of all faults closed in the month, in one document',
  })
  @Allow(...SEE_ALL)
  faultAnalyses(@CurrentCaller() caller: Caller, @Args() asked: MonthArgs): DocumentLink {
    const { id } = askedContract(this.contracts, asked);
    return linkTo(this.desk, caller, { kind: 'FAULT_ANALYSIS', format: 'DOCX', of: `${id}/${asked.month}` });
  }
}
