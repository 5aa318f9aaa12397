import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { SignedUpload } from '@zhishou/attachments/upload/upload.inputs';
import { UploadService } from '@zhishou/attachments/upload/upload.service';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { assertId } from '@zhishou/platform/ids';
import { ReferenceDocument } from './reference-document.entity.js';
import { ReferenceChanges } from './reference.changes.js';
import {
  CreateReferenceInput,
  LinkReferenceInput,
  PublishReferenceInput,
  RequestReferenceUploadInput,
  WithdrawReferenceInput,
} from './reference.inputs.js';
import { ReferenceService } from './reference.service.js';

@Resolver()
export class ReferenceMutationsResolver {
  constructor(
    private readonly changes: ReferenceChanges,
    private readonly references: ReferenceService,
    private readonly uploads: UploadService,
  ) {}

  @Mutation(() => ReferenceDocument, {
    description: "Enters a document of the bureau's own rules; others see it once a version is published",
  })
  @Allow(...BUREAU_DECIDERS)
  createReferenceDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: CreateReferenceInput,
  ): Promise<ReferenceDocument> {
    return this.read(this.changes.create(caller, input));
  }

  @Mutation(() => SignedUpload, { description: 'An address that takes one file for a version to come' })
  @Allow(...BUREAU_DECIDERS)
  requestReferenceUpload(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RequestReferenceUploadInput,
  ): Promise<SignedUpload> {
    return this.uploads.request(caller, assertId('ref', input.referenceId, 'referenceId'), input);
  }

  @Mutation(() => ReferenceDocument, {
    description: 'Puts a new version beside the earlier ones, which stay',
  })
  @Allow(...BUREAU_DECIDERS)
  publishReferenceVersion(
    @CurrentCaller() caller: Caller,
    @Args('input') input: PublishReferenceInput,
  ): Promise<ReferenceDocument> {
    return this.read(this.changes.publish(caller, input));
  }

  @Mutation(() => ReferenceDocument, {
    description: 'Says what it applies to, in place of what it did before',
  })
  @Allow(...BUREAU_DECIDERS)
  linkReferenceDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: LinkReferenceInput,
  ): Promise<ReferenceDocument> {
    return this.read(this.changes.link(caller, input));
  }

  @Mutation(() => ReferenceDocument, { description: 'Says that it is not to be followed any more' })
  @Allow(...BUREAU_DECIDERS)
  withdrawReferenceDocument(
    @CurrentCaller() caller: Caller,
    @Args('input') input: WithdrawReferenceInput,
  ): Promise<ReferenceDocument> {
    return this.read(this.changes.withdraw(caller, input));
  }

  private async read(id: Promise<string>): Promise<ReferenceDocument> {
    return this.references.byId(await id);
  }
}
