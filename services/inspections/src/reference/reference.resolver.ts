import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { READERS } from '@zhishou/platform/auth/roles';
import { ConnectionArgs, connectionOf } from '@zhishou/platform/graphql/connection';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import {
  referenceActions,
  type ReferenceState,
  referenceState,
} from '@zhishou/rules/inspection/reference-document';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceVersion } from './reference-version.entity.js';
import { ReferenceStateEnum } from './reference.enums.js';
import { ReferenceFilter } from './reference.inputs.js';
import { ReferenceService } from './reference.service.js';

const ReferenceDocumentConnection = connectionOf(ReferenceDocument);

@Resolver(() => ReferenceDocument)
export class ReferenceResolver {
  constructor(private readonly references: ReferenceService) {}

  @Query(() => ReferenceDocument, { nullable: true, description: 'Null where there is none' })
  @Allow(...READERS)
  referenceDocument(
    @CurrentCaller() { role }: Caller,
    @Args('id', { type: () => ID, description: 'Of the document' }) id: string,
  ): Promise<ReferenceDocument | null> {
    return this.references.find(role, id);
  }

  @Query(() => ReferenceDocumentConnection, { description: "The bureau's own rules, the latest first" })
  @Allow(...READERS)
  referenceDocuments(
    @CurrentCaller() { role }: Caller,
    @Args() page: ConnectionArgs,
    @Args('filter', { nullable: true, description: 'Default: all that were not withdrawn' })
    filter: ReferenceFilter = {},
  ) {
    return this.references.list(role, filter, page);
  }

  @ResolveField(() => ReferenceStateEnum, { description: 'Whether it is to be followed' })
  state(@Parent() document: ReferenceDocument): ReferenceState {
    return referenceState(document);
  }

  @ResolveField(() => [ReferenceVersion], {
    description: 'The latest first, which is the one to be followed',
  })
  versions(@Parent() { id }: ReferenceDocument): Promise<ReferenceVersion[]> {
    return this.references.versions(id);
  }

  @ResolveField(() => PersonRef, { nullable: true, description: 'Who withdrew it' })
  withdrawnBy(@Parent() { withdrawnById }: ReferenceDocument): PersonRef | null {
    return withdrawnById === null ? null : { id: withdrawnById };
  }

  @ResolveField(() => [String], { description: 'Names of the mutations the caller may call on it now' })
  allowedActions(@Parent() document: ReferenceDocument, @CurrentCaller() { role }: Caller): string[] {
    return referenceActions(referenceState(document), role);
  }
}
