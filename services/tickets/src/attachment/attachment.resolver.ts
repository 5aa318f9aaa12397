import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Attachment } from '@zhishou/attachments/attachment.entity';
import { DownloadService } from '@zhishou/attachments/download/download.service';
import { SignedUpload } from '@zhishou/attachments/upload/upload.inputs';
import { UploadService } from '@zhishou/attachments/upload/upload.service';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU, PROVIDER } from '@zhishou/platform/auth/roles';
import { assertId } from '@zhishou/platform/ids';
import { Ticket } from '../ticket/ticket.entity.js';
import { RequestUploadInput } from './attachment.inputs.js';

@Resolver(() => Ticket)
export class TicketAttachmentsResolver {
  constructor(
    private readonly uploads: UploadService,
    private readonly downloads: DownloadService,
  ) {}

  @Mutation(() => SignedUpload, {
    description: 'An address that takes one file for a ticket; open also after the ticket is closed',
  })
  @Allow(...BUREAU, ...PROVIDER)
  requestUpload(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RequestUploadInput,
  ): Promise<SignedUpload> {
    return this.uploads.request(caller, assertId('tkt', input.ticketId, 'ticketId'), input);
  }

  @ResolveField(() => [Attachment], { description: 'Photos, recordings and documents sent for it' })
  attachments(@Parent() ticket: Ticket): Promise<Attachment[]> {
    return this.downloads.of(ticket.id);
  }
}
