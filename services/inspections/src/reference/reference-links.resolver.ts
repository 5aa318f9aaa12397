import { Directive, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ChecklistItemType } from '../visit/checklist.type.js';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceService } from './reference.service.js';
import { Ticket } from '../ticket/ticket.type.js';

@Resolver(() => ChecklistItemType)
export class ChecklistItemReferencesResolver {
  constructor(private readonly references: ReferenceService) {}

  @ResolveField(() => [ReferenceDocument], {
    description: "What of the bureau's own rules applies to it, by the title",
  })
  referenceDocuments(@Parent() { code }: ChecklistItemType): Promise<ReferenceDocument[]> {
    return this.references.ofChecklistItem(code);
  }
}

@Resolver(() => Ticket)
export class TicketReferencesResolver {
  constructor(private readonly references: ReferenceService) {}

  @ResolveField(() => [ReferenceDocument], {
    description:
      "What of the bureau's own rules applies to its fault type, by the title; none before it is known",
  })
  @Directive('@requires(fields: "faultType")')
  async referenceDocuments(@Parent() { faultType }: Ticket): Promise<ReferenceDocument[]> {
    return faultType == null ? [] : this.references.ofFaultType(faultType);
  }
}
