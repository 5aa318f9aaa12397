import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentFormat, DocumentLink } from '@zhishou/platform/document/document-link.type';
import { ScoreSheet } from '../sheet/sheet.entity.js';
import { FormatArgument, linkTo } from './document.request.js';

@Resolver(() => ScoreSheet)
export class SheetDocumentResolver {
  constructor(private readonly desk: DocumentDesk) {}

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description:
      'The sheet to be printed and signed, 《考核表》; before it is scored marked as a trial; null of a month on paper',
  })
  document(
    @CurrentCaller() caller: Caller,
    @Parent() { id: of, process }: ScoreSheet,
    @FormatArgument() format: DocumentFormat,
  ): DocumentLink | null {
    if (process.onPaper) return null;
    return linkTo(this.desk, caller, { kind: 'SCORE_SHEET', format, of });
  }
}
