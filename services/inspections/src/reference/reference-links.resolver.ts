import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ChecklistItemType } from '../visit/checklist.type.js';
import { FaultType } from './fault-type.type.js';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceService } from './reference.service.js';

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

@Resolver(() => FaultType)
export class FaultTypeReferencesResolver {
  constructor(private readonly references: ReferenceService) {}

  @ResolveField(() => [ReferenceDocument], {
    description: "What of the bureau's own rules applies to it, by the title",
  })
  referenceDocuments(@Parent() { code }: FaultType): Promise<ReferenceDocument[]> {
    return this.references.ofFaultType(code);
  }
}
