import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITTEN, type AuditEntryData } from '@zhishou/messages/audit';
import type { Event } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import type { Broker } from '@zhishou/platform/kafka/kafka';
import { BROKER } from '@zhishou/platform/tokens';
import { AuditService } from './audit.service.js';

/** Keeps every entry of every service's chain, from the oldest one on. */
@Injectable()
export class AuditConsumer implements OnApplicationBootstrap {
  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly audit: AuditService,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.consume({
      group: 'directory.audit',
      topics: [TOPICS.audit],
      fromBeginning: true,
      onEvents: (events) =>
        this.audit.keep(events.filter(({ type }) => type === AUDIT_WRITTEN) as Event<AuditEntryData>[]),
    });
  }
}
