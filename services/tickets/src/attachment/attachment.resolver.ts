import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU, PROVIDER } from '@zhishou/platform/auth/roles';
import { PersonRef } from '@zhishou/platform/people/person-ref.type';
import { Ticket } from '../ticket/ticket.entity.js';
import { Attachment } from './attachment.entity.js';
import { RequestUploadInput, SignedUpload } from './attachment.inputs.js';
import { DownloadService } from './download.service.js';
import { UploadService } from './upload.service.js';

@Resolver(() => Attachment)
export class AttachmentResolver {
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
    return this.uploads.request(caller, input);
  }

  @ResolveField(() => PersonRef)
  uploadedBy(@Parent() { uploadedById }: Attachment): PersonRef {
    return { id: uploadedById };
  }

  @ResolveField(() => String, {
    description:
      'Where its bytes are for ten minutes, to be resolved against the address this answer came from',
  })
  url(@CurrentCaller() caller: Caller, @Parent() attachment: Attachment): string {
    return this.downloads.address(caller, attachment);
  }
}

@Resolver(() => Ticket)
export class TicketAttachmentsResolver {
  constructor(private readonly downloads: DownloadService) {}

  @ResolveField(() => [Attachment])
  attachments(@Parent() ticket: Ticket): Promise<Attachment[]> {
    return this.downloads.ofTicket(ticket.id);
  }
}
