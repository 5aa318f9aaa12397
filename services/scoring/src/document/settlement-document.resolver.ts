import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentFormat, DocumentLink } from '@zhishou/platform/document/document-link.type';
import { Settlement } from '../settlement/settlement.entity.js';
import { FormatArgument, linkTo } from './document.request.js';

@Resolver(() => Settlement)
export class SettlementDocumentResolver {
  constructor(private readonly desk: DocumentDesk) {}

  @ResolveField(() => DocumentLink, {
    description:
      'The statement to be printed and signed, 《运维服务酬金结算单》; before it is settled marked as a forecast',
  })
  document(
    @CurrentCaller() caller: Caller,
    @Parent() { id: of }: Settlement,
    @FormatArgument() format: DocumentFormat,
  ): DocumentLink {
    return linkTo(this.desk, caller, { kind: 'SETTLEMENT_STATEMENT', format, of });
  }
}
