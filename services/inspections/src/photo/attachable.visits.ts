import { Injectable } from '@nestjs/common';
import type { Attachment } from '@zhishou/attachments/attachment.entity';
import { AttachmentSubjects, type Viewer } from '@zhishou/attachments/attachment.subjects';
import { READERS } from '@zhishou/platform/auth/roles';
import { conflict } from '@zhishou/platform/errors';
import { lockCase } from '@zhishou/platform/process/lock-case';
import { VISIT_LIFE } from '@zhishou/rules/inspection/visit-life';
import { isVisitFinal } from '@zhishou/rules/inspection/visit-permission';
import type { EntityManager } from 'typeorm';
import type { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { VISITS } from '../visit/visit.table.js';
import { tellAttached } from './tell-attached.js';

/** Photos come for a visit while its record may be made; whoever may read the visit may look at them. */
@Injectable()
export class AttachableVisits extends AttachmentSubjects<Visit> {
  constructor(private readonly visits: VisitService) {
    super();
  }

  find(id: string): Promise<Visit | null> {
    return this.visits.find(id);
  }

  maySee({ role }: Viewer): boolean {
    return READERS.includes(role);
  }

  async lock(manager: EntityManager, id: string): Promise<Visit> {
    const visit = await lockCase(manager, VISITS, id);
    const { state, process } = visit;
    const isOpen = VISIT_LIFE.recordVisit.from.some((from) => from === state) && !isVisitFinal(process);
    if (!isOpen) throw conflict(`The visit is ${state} and takes no more photos`, { state, allowed: [] });
    return visit;
  }

  tell(manager: EntityManager, _visit: Visit, attachment: Attachment): Promise<void> {
    return tellAttached(manager, attachment);
  }
}
