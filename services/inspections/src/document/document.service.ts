import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { DocumentDesk } from '@zhishou/platform/document/document.desk';
import { DocumentFormat, type DocumentLink } from '@zhishou/platform/document/document-link.type';
import { badInput, notFound } from '@zhishou/platform/errors';
import { DataSource } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { JointTestService } from '../joint-test/joint-test.service.js';
import { Plan } from '../plan/plan.entity.js';
import type { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { type DocumentRequest, fileNameOf, versionOf, written } from './document.request.js';
import { MonthDocument } from './document.type.js';

export interface AskedDocument extends AskedMonth {
  kind: MonthDocument;
  format: DocumentFormat;
  planVersion?: number | null;
}

/** What is worked with in a spreadsheet too; all else is text. */
const AS_LISTS = new Set([MonthDocument.MONTHLY_PLAN, MonthDocument.HAZARD_LIST]);

/** Gives out the addresses of a month's documents. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly visits: VisitService,
    private readonly tests: JointTestService,
    private readonly desk: DocumentDesk,
  ) {}

  /** @throws UserError NOT_FOUND for a month, a version or a joint test there is none of, BAD_USER_INPUT for what is never made */
  async linkOfMonth(caller: Caller, asked: AskedDocument): Promise<DocumentLink> {
    const { month, kind, format, planVersion } = asked;
    if (!AS_LISTS.has(kind) && format !== DocumentFormat.DOCX)
      throw badInput([{ path: 'format', message: `${kind} is made as a DOCX only` }]);
    if (kind !== MonthDocument.MONTHLY_PLAN && planVersion != null)
      throw badInput([{ path: 'planVersion', message: 'is given for MONTHLY_PLAN only' }]);
    const cycle = await this.cycles.find(asked);
    if (!cycle) throw notFound(`An inspection of ${month}`);
    if (kind === MonthDocument.JOINT_TEST_REPORT && (await this.tests.ofCycle(cycle.id)).length === 0)
      throw notFound(`A joint test of ${month}`);
    if (kind !== MonthDocument.MONTHLY_PLAN)
      return this.link(caller, { kind, format, of: cycle.id }, fileNameOf(asked, month));
    const plan = await this.plan(cycle, planVersion ?? cycle.process.approvedPlan?.no ?? cycle.planVersion);
    return this.link(caller, { kind, format, of: plan.id }, fileNameOf(asked, month, versionOf(plan)));
  }

  /** Null for a visit that was called off. */
  async linkOfVisit(caller: Caller, visit: Visit): Promise<DocumentLink | null> {
    const { id: of, state, place } = visit;
    if (state === 'CANCELLED') return null;
    const request: DocumentRequest = { kind: 'VISIT_RECORD', format: 'DOCX', of };
    return this.link(caller, request, fileNameOf(request, await this.visits.dayOf(visit), place));
  }

  private async plan(cycle: Cycle, no: number): Promise<Plan> {
    const plan = await this.dataSource.getRepository(Plan).findOneBy({ cycleId: cycle.id, no });
    if (!plan)
      throw notFound(no === 0 ? `A plan for ${cycle.month}` : `Version ${no} of the plan for ${cycle.month}`);
    return plan;
  }

  private link(caller: Caller, request: DocumentRequest, fileName: string): DocumentLink {
    return this.desk.link(caller, written(request), fileName);
  }
}
