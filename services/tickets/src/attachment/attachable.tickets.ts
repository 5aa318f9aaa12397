import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { toldFile } from '@zhishou/attachments/told-file';
import { AttachmentSubjects, type Viewer } from '@zhishou/attachments/attachment.subjects';
import { type AttachmentEventData, TICKET_ATTACHMENT_ADDED } from '@zhishou/messages/events';
import { TOPICS } from '@zhishou/messages/topics';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { DataSource, type EntityManager } from 'typeorm';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { lockCase } from '@zhishou/platform/process/lock-case';
import { TICKETS } from '../process/ticket.table.js';
import { ticketSnapshot } from '../process/ticket-snapshot.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { maySee } from '../ticket/ticket.visibility.js';

/** Files may be attached to any ticket, by whoever may see it; also to a closed one, since signed papers come late. */
@Injectable()
export class AttachableTickets extends AttachmentSubjects<Ticket> {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contracts: ContractStore,
  ) {
    super();
  }

  find(id: string): Promise<Ticket | null> {
    return this.db.getRepository(Ticket).findOneBy({ id });
  }

  maySee(viewer: Viewer, ticket: Ticket): boolean {
    return maySee(viewer, ticket);
  }

  lock(manager: EntityManager, id: string): Promise<Ticket> {
    return lockCase(manager, TICKETS, id);
  }

  async tell(manager: EntityManager, ticket: Ticket, attachment: Attachment): Promise<void> {
    const { uploadedAt } = attachment;
    const contract = await this.contracts.byVersion(ticket.contractVersion, manager);
    const data: AttachmentEventData = {
      ticket: ticketSnapshot(ticket, contract, uploadedAt.getTime()),
      ...toldFile(attachment),
    };
    const about = { topic: TOPICS.tickets, type: TICKET_ATTACHMENT_ADDED, subject: ticket.id };
    await appendEvent(manager, { ...about, time: uploadedAt, data });
  }
}
