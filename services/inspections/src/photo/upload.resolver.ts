import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { SignedUpload } from '@zhishou/attachments/upload/upload.inputs';
import { UploadService } from '@zhishou/attachments/upload/upload.service';
import { Allow } from '@zhishou/platform/auth/allow.decorator';
import type { Caller } from '@zhishou/platform/auth/caller';
import { CurrentCaller } from '@zhishou/platform/auth/current-caller.decorator';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { hazardRolesFor } from '@zhishou/rules/inspection/hazard-life';
import { visitRolesFor } from '@zhishou/rules/inspection/visit-life';
import { HazardService } from '../hazard/hazard.service.js';
import { HAZARDS } from '../hazard/hazard.table.js';
import { VisitService } from '../visit/visit.service.js';
import { VISITS } from '../visit/visit.table.js';
import { RequestFindingUploadInput, RequestVisitUploadInput } from './photo.inputs.js';

@Resolver()
export class UploadResolver {
  constructor(
    private readonly uploads: UploadService,
    private readonly steps: StepTaker,
    private readonly visits: VisitService,
    private readonly hazards: HazardService,
  ) {}

  @Mutation(() => SignedUpload, {
    description: 'An address that takes one photo of a visit, for the record its engineer is making',
  })
  @Allow(...visitRolesFor('recordVisit'))
  async requestVisitUpload(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RequestVisitUploadInput,
  ): Promise<SignedUpload> {
    const visit = await this.visits.byId(input.visitId);
    // of a record that was written on the last day of its month at the latest: it may still arrive
    const { to: madeAt } = visit.process;
    await this.steps.mayTake(VISITS, caller, visit, {
      action: 'recordVisit',
      recordId: '',
      hash: '',
      madeAt,
    });
    return this.uploads.request(caller, visit.id, input);
  }

  @Mutation(() => SignedUpload, {
    description: 'An address that takes one photo of how a hazard is rectified',
  })
  @Allow(...hazardRolesFor('rectifyHazard'))
  async requestFindingUpload(
    @CurrentCaller() caller: Caller,
    @Args('input') input: RequestFindingUploadInput,
  ): Promise<SignedUpload> {
    const hazard = await this.hazards.byId(input.findingId);
    await this.steps.mayTake(HAZARDS, caller, hazard, { action: 'rectifyHazard' });
    return this.uploads.request(caller, hazard.id, input);
  }
}
