import { Injectable } from '@nestjs/common';
import type { AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { canonicalJson } from '@zhishou/platform/canonical-json';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { DataSource } from 'typeorm';
import { AuditEntry } from './audit-entry.entity.js';
import type { AuditFilter } from './audit.inputs.js';

/** The audit chains of all services in one list. */
@Injectable()
export class AuditService {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  list(filter: AuditFilter, page: ConnectionArgs): Connection<AuditEntry> {
    const query = this.dataSource.getRepository(AuditEntry).createQueryBuilder('entry');
    const { from, to, ...same } = filter;
    for (const [property, value] of Object.entries(same)) {
      if (value != null) query.andWhere(`entry.${property} = :${property}`, { [property]: value });
    }
    if (from) query.andWhere('entry.at >= :from', { from });
    if (to) query.andWhere('entry.at < :to', { to });
    return paginate(query, page, { by: ['at', 'id'], direction: 'DESC' });
  }

  /** Takes entries over, each once; one that is there already stays as it is. */
  async keep(events: Event<AuditEntryData>[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO audit_log
         (id, service, seq, at, actor_id, actor_role, action, aggregate_id, before, after, address, request_id, hash)
       SELECT 'aud_' || (data ->> 'service') || '_' || lpad(data ->> 'seq', 12, '0'), data ->> 'service',
              (data ->> 'seq')::bigint, (data ->> 'at')::timestamptz, data ->> 'actorId', data ->> 'actorRole',
              data ->> 'action', data ->> 'aggregateId', nullif(data -> 'before', 'null'), nullif(data -> 'after', 'null'),
              data ->> 'address', data ->> 'requestId', data ->> 'hash'
       FROM jsonb_array_elements($1::jsonb) AS told (data)
       ORDER BY 1
       ON CONFLICT DO NOTHING`,
      [canonicalJson(events.map(({ data }) => data))],
    );
  }
}
