import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import type { EvidenceKind } from '@zhishou/rules/score/item.types';
import { DataSource, In } from 'typeorm';
import { DueDocuments } from '../due-document/due-documents.js';
import { ServiceEvent } from '../service-event/service-event.entity.js';
import { EvidenceType } from './evidence.type.js';
import { Deduction } from './score.types.js';

/** The links from a deduction to what it rests on. */
@Resolver(() => Deduction)
export class DeductionResolver {
  private readonly events;

  private readonly documents;

  constructor(dataSource: DataSource, dueDocuments: DueDocuments) {
    this.events = rowLoader(
      (ids) => dataSource.getRepository(ServiceEvent).findBy({ id: In(ids) }),
      (event) => event.id,
    );
    this.documents = rowLoader(
      (ids) => dueDocuments.byIds(ids),
      (document) => document.id,
    );
  }

  @ResolveField(() => [EvidenceType], {
    description: 'The tickets, visits, documents and events behind it; of a repeat the earlier fault first',
  })
  evidence(@Parent() { computed }: Deduction): Promise<EvidenceType[]> {
    return Promise.all(
      computed.evidence.map(async ({ kind, id }) => {
        const ref = (...kinds: EvidenceKind[]) => (kinds.includes(kind) ? { id } : null);
        return {
          kind,
          id,
          ticket: ref('FAULT'),
          document: kind === 'DOCUMENT' ? await this.documents.load(id) : null,
          visit: ref('VISIT'),
          cycle: ref('PLAN', 'CALL'),
          guaranteeTask: ref('GUARANTEE_TASK'),
          serviceEvent: kind === 'SERVICE_EVENT' ? await this.events.load(id) : null,
        };
      }),
    );
  }
}
