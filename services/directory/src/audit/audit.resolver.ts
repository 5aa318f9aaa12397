import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import { ConnectionArgs, connectionOf, Filter } from '@zhishou/platform/graphql/connection';
import type { Connection } from '@zhishou/platform/graphql/connection';
import { Person } from '../person/person.entity.js';
import { PersonService } from '../person/person.service.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditFilter } from './audit.inputs.js';
import { AuditService } from './audit.service.js';

const AuditConnection = connectionOf(AuditEntry, 'Audit');

@Resolver(() => AuditEntry)
export class AuditResolver {
  constructor(
    private readonly audit: AuditService,
    private readonly people: PersonService,
  ) {}

  @Query(() => AuditConnection, { description: 'Every change and every refused right, newest first' })
  @Allow('AUDITOR', 'BUREAU_ADMIN')
  auditLog(
    @Args() page: ConnectionArgs,
    @Filter(() => AuditFilter) filter?: AuditFilter,
  ): Connection<AuditEntry> {
    return this.audit.list(filter ?? {}, page);
  }

  @ResolveField(() => Person, { nullable: true, description: 'null where it was no person' })
  actor(@Parent() { actorId }: AuditEntry): Promise<Person | null> {
    return this.people.find(actorId);
  }
}
