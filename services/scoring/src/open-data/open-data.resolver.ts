import { Args, Parent, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentLink } from '@zhishou/platform/document/document-link.type';
import { type DocumentRequest, fileNameOf, written } from '../document/document.request.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';

enum OpenDataFormat {
  XLSX = 'XLSX',
  JSON = 'JSON',
}

registerEnumType(OpenDataFormat, {
  name: 'OpenDataFormat',
  description: 'How the facts of a month are written',
  valuesMap: {
    XLSX: { description: 'A spreadsheet: facts and rules in cells, the points as formulas over both' },
    JSON: { description: 'The neutral format that `score -- evaluate` reads' },
  },
});

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
      type: () => OpenDataFormat,
      defaultValue: OpenDataFormat.XLSX,
      description: 'A spreadsheet, or the neutral format',
    })
    format: OpenDataFormat,
  ): DocumentLink | null {
    if (process.onPaper) return null;
    const request: DocumentRequest = { kind: 'SHEET_FACTS', format, of };
    return this.desk.link(caller, written(request), fileNameOf(request));
  }
}
