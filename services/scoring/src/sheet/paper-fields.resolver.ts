import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { ScoreSheet } from './sheet.entity.js';
import { SheetService } from './sheet.service.js';

/** What there is to see of a month whose scores were taken over from paper. */
@Resolver(() => ScoreSheet)
export class PaperFieldsResolver {
  constructor(
    private readonly sheets: SheetService,
    private readonly attached: AttachedFiles,
  ) {}

  @ResolveField(() => Boolean, {
    description: 'Whether the month lies before the first day that is kept here, and was scored on paper',
  })
  onPaper(@Parent() { process }: ScoreSheet): boolean {
    return process.onPaper ?? false;
  }

  @ResolveField(() => [Attachment], { description: 'Of a month on paper: the signed sheet' })
  async files(@Parent() sheet: ScoreSheet): Promise<Attachment[]> {
    const { paper } = await this.sheets.computed(sheet);
    return this.attached.byIds(paper?.files.map(({ id }) => id) ?? []);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Of a month on paper: what the admin said who entered it',
  })
  async note(@Parent() sheet: ScoreSheet): Promise<string | null> {
    return (await this.sheets.computed(sheet)).paper?.note ?? null;
  }
}
