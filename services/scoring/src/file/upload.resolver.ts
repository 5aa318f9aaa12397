import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { SignedUpload } from '@zhishou/attachments/upload/upload.inputs';
import { UploadService } from '@zhishou/attachments/upload/upload.service';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { namedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { contractId } from '@zhishou/platform/ids';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { contractAt } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { RequestContractUploadInput } from './file.inputs.js';

@Resolver()
export class UploadResolver {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly uploads: UploadService,
    private readonly clock: DatabaseClock,
  ) {}

  @Mutation(() => SignedUpload, {
    description:
      'An address that takes one file of a contract: a document to be handed in, a score sheet signed on paper, evidence',
  })
  @Allow(...BUREAU_DECIDERS, 'PROVIDER_DISPATCHER')
  async requestContractUpload(
    @CurrentCaller() caller: Caller,
    @Args('input') { contractId: id, ...input }: RequestContractUploadInput,
  ): Promise<SignedUpload> {
    const contract =
      id == null ? contractAt(this.contracts, await this.clock.now()) : namedContract(this.contracts, id);
    return this.uploads.request(caller, contractId(contract.id), input);
  }
}
