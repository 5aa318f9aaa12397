import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput, notFound, rateLimited } from '@zhishou/platform/errors';
import { FairQueue } from '@zhishou/platform/fair.queue';
import { LinkAccess } from '@zhishou/platform/link/link.access';
import { SignedLinks } from '@zhishou/platform/link/signed-link';
import { DataSource } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { JointTestService } from '../joint-test/joint-test.service.js';
import { Plan } from '../plan/plan.entity.js';
import type { Visit } from '../visit/visit.entity.js';
import { DocumentMaker, type MadeDocument, versionOf } from './document.maker.js';
import { CONTENT_TYPES, type DocumentRequest, fileNameOf, readRequest, written } from './document.request.js';
import { DocumentFormat, type DocumentLink, MonthDocument } from './document.type.js';

export interface AskedDocument extends AskedMonth {
  kind: MonthDocument;
  format: DocumentFormat;
  planVersion?: number | null;
}

/** What is worked with in a spreadsheet too; all else is text. */
const AS_LISTS = new Set([MonthDocument.MONTHLY_PLAN, MonthDocument.HAZARD_LIST]);
/** Documents of one person that may wait while another is made. */
const MAX_WAITING = 5;
const RETRY_SECONDS = 5;

/** Gives out the addresses of documents, and makes a document when its address is used. */
@Injectable()
export class DocumentService {
  // there is one thread that prints
  private readonly queue = new FairQueue(1, MAX_WAITING);

  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleService,
    private readonly tests: JointTestService,
    private readonly links: SignedLinks,
    private readonly access: LinkAccess,
    private readonly maker: DocumentMaker,
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
  linkOfVisit(caller: Caller, { id: of, state, date, place }: Visit): DocumentLink | null {
    if (state === 'CANCELLED') return null;
    const request: DocumentRequest = { kind: 'VISIT_RECORD', format: 'DOCX', of };
    return this.link(caller, request, fileNameOf(request, date, place));
  }

  /**
   * @param gone aborts when the reader has left: what is being made is dropped then
   * @throws UserError UNAUTHENTICATED for a bad address, FORBIDDEN or NDA_REQUIRED for lost rights, RATE_LIMITED
   */
  async open(token: string, gone: AbortSignal): Promise<MadeDocument & { contentType: string }> {
    const link = this.links.open(token, 'download');
    await this.access.check(link, 'document download');
    if (!this.queue.hasRoom(link.personId)) throw rateLimited(RETRY_SECONDS);
    const request = readRequest(link.about);
    const made = await this.queue.run(link.personId, gone, () => this.maker.make(request, gone));
    return { ...made, contentType: CONTENT_TYPES[request.format] };
  }

  private async plan(cycle: Cycle, no: number): Promise<Plan> {
    const plan = await this.dataSource.getRepository(Plan).findOneBy({ cycleId: cycle.id, no });
    if (!plan)
      throw notFound(no === 0 ? `A plan for ${cycle.month}` : `Version ${no} of the plan for ${cycle.month}`);
    return plan;
  }

  private link(caller: Caller, request: DocumentRequest, fileName: string): DocumentLink {
    const { url, expiresAt } = this.links.download(caller, written(request));
    return { url, fileName, expiresAt: new Date(expiresAt) };
  }
}
