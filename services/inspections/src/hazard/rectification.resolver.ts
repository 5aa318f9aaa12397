import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { DataSource } from 'typeorm';
import { Finding } from '../finding/finding.entity.js';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { Rectification } from './rectification.type.js';
import { rectifications } from './rectifications.js';

@Resolver(() => Finding)
export class RectificationResolver {
  private readonly done;

  constructor(
    { manager }: DataSource,
    private readonly files: AttachedFiles,
  ) {
    this.done = groupLoader(
      (hazardIds) => rectifications(manager, hazardIds),
      ({ hazardId }) => hazardId,
    );
  }

  @ResolveField(() => [Rectification], {
    description: 'Of a hazard: what was done about it, the first round first',
  })
  async rectifications(@Parent() { id }: Finding): Promise<Rectification[]> {
    const done = await this.done.load(id);
    return Promise.all(
      done.map(async ({ round, note, byId, at, photoIds }) => ({
        ...{ round, note, at, by: { id: byId } },
        photos: await this.files.byIds(photoIds),
      })),
    );
  }
}
