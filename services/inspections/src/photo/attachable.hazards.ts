import { Injectable } from '@nestjs/common';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentSubjects, type Viewer } from '@zhishou/attachments/attachment.subjects';
import { READERS } from '@zhishou/platform/auth/roles';
import { conflict } from '@zhishou/platform/errors';
import { lockCase } from '@zhishou/platform/process/lock-case';
import { HAZARD_LIFE } from '@zhishou/rules/inspection/hazard-life';
import type { EntityManager } from 'typeorm';
import type { Hazard } from '../hazard/hazard.entity.js';
import { HazardService } from '../hazard/hazard.service.js';
import { HAZARDS } from '../hazard/hazard.table.js';
import { tellAttached } from './tell-attached.js';

/** Photos come for a hazard while it is to be rectified; whoever may read its finding may look at them. */
@Injectable()
export class AttachableHazards extends AttachmentSubjects<Hazard> {
  constructor(private readonly hazards: HazardService) {
    super();
  }

  find(id: string): Promise<Hazard | null> {
    return this.hazards.find(id);
  }

  maySee({ role }: Viewer): boolean {
    return READERS.includes(role);
  }

  async lock(manager: EntityManager, id: string): Promise<Hazard> {
    const hazard = await lockCase(manager, HAZARDS, id);
    const { state } = hazard;
    if (!HAZARD_LIFE.rectifyHazard.from.some((from) => from === state))
      throw conflict(`The hazard is ${state} and takes no photos now`, { state, allowed: [] });
    return hazard;
  }

  tell(manager: EntityManager, _hazard: Hazard, attachment: Attachment): Promise<void> {
    return tellAttached(manager, attachment);
  }
}
