import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentLink } from '@zhishou/platform/document/document-link.type';
import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import { linkTo } from '../document/document.request.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';

type OpenDataFormat = 'XLSX' | 'JSON';

const OpenDataFormatEnum = wordsEnum<OpenDataFormat>(
  'OpenDataFormat',
  'How the facts of a month are written',
  {
    XLSX: 'A spreadsheet: facts and rules in cells, the points as formulas over both',
    JSON: 'The neutral format that `score -- evaluate` reads',
  },
);

@Resolver(() => ScoreSheet)
export class OpenDataResolver {
  constructor(private readonly desk: DocumentDesk) {}

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description:
      'The facts it is computed from, for whoever computes it again: up to the fact it was scored by, or the last one; ' +
      'null of a month on paper',
  })
  openData(
    @CurrentCaller() caller: Caller,
    @Parent() { id: of, process }: ScoreSheet,
    @Args('format', {
      type: () => OpenDataFormatEnum,
      defaultValue: OpenDataFormatEnum.XLSX,
      description: 'A spreadsheet, or the neutral format',
    })
    format: OpenDataFormat,
  ): DocumentLink | null {
    if (process.onPaper) return null;
    return linkTo(this.desk, caller, { kind: 'SHEET_FACTS', format, of });
  }
}
