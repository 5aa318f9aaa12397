import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentLink } from '@zhishou/platform/document/document-link.type';
import { linkTo } from '../document/document.request.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';

@Resolver(() => ScoreSheet)
export class EvidenceResolver {
  constructor(private readonly desk: DocumentDesk) {}

  @ResolveField(() => DocumentLink, {
    nullable: true,
    description:
      'All that the sheet rests on in one ZIP archive that can be verified without the system (`npm run verify -- files`): ' +
      'facts, sheet, audit chain. Null before it was scored, and of a month on paper',
  })
  @Allow('AUDITOR', 'BUREAU_ADMIN')
  evidenceArchive(
    @CurrentCaller() caller: Caller,
    @Parent() { id: of, scoringId, process }: ScoreSheet,
  ): DocumentLink | null {
    if (scoringId === null || process.onPaper) return null;
    return linkTo(this.desk, caller, { kind: 'EVIDENCE', format: 'ZIP', of });
  }
}
