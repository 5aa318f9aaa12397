import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Thumbnails } from '@zhishou/attachments/picture/thumbnails';
import type { PrintJob } from '@zhishou/documents/print.thread';
import { Printer, PrintTimeout } from '@zhishou/documents/printer';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { unavailable, UserError } from '@zhishou/platform/errors';
import type { Logger } from '@zhishou/platform/log';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource, type EntityManager } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { Plan } from '../plan/plan.entity.js';
import { Visit } from '../visit/visit.entity.js';
import { type DocumentRequest, fileNameOf } from './document.request.js';
import { hazardLines } from './hazard.document.js';
import { jointTestDocument } from './joint-test.document.js';
import { type MonthFacts, monthFacts } from './month.facts.js';
import { planDocument } from './plan.document.js';
import { preparerOf } from './preparer.js';
import { reportDocument } from './report.document.js';
import { visitDocument } from './visit.document.js';

/** Beyond any contract of ours; writing takes some 5 ms a line. */
const MOST_LINES = 2_000;

export interface MadeDocument {
  fileName: string;
  bytes: Uint8Array;
}

/** What is to be printed, and under which name. */
interface Manuscript {
  fileName: string;
  job: PrintJob;
}

/** Makes documents of what is on record now: read here, printed in a thread of its own. */
@Injectable()
export class DocumentMaker implements OnModuleDestroy {
  private readonly printer = new Printer();
  private readonly manager: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly store: ContractStore,
    private readonly clock: DatabaseClock,
    private readonly thumbnails: Thumbnails,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.manager = dataSource.manager;
  }

  /**
   * @param gone ends the printing
   * @throws UserError BAD_USER_INPUT for one that would be too long, UNAVAILABLE for one that took too much time
   */
  async make(request: DocumentRequest, gone: AbortSignal): Promise<MadeDocument> {
    const { fileName, job } = await this.manuscript(request);
    try {
      return { fileName, bytes: await this.printer.print(job, gone) };
    } catch (error) {
      if (!(error instanceof PrintTimeout)) throw error;
      this.log.error({ err: error }, 'a document could not be printed');
      throw unavailable();
    }
  }

  onModuleDestroy(): Promise<void> {
    return this.printer.close();
  }

  private async manuscript(request: DocumentRequest): Promise<Manuscript> {
    switch (request.kind) {
      case 'VISIT_RECORD':
        return this.visitRecord(request);
      case 'MONTHLY_PLAN':
        return this.plan(request);
      case 'HAZARD_LIST':
        return this.hazards(request);
      case 'INSPECTION_REPORT':
        return this.report(request);
      case 'JOINT_TEST_REPORT':
        return this.jointTests(request);
    }
  }

  private async visitRecord(request: DocumentRequest): Promise<Manuscript> {
    const visit = await this.manager.findOneByOrFail(Visit, { id: request.of });
    checkLength(visit.assetCodes.length);
    const facts = await this.facts(visit.cycleId);
    const paper = await visitDocument(this.manager, facts, this.thumbnails, visit);
    return {
      fileName: fileNameOf(request, visit.date, visit.place),
      job: { print: 'visitRecordDocx', paper },
    };
  }

  private async plan(request: DocumentRequest): Promise<Manuscript> {
    const plan = await this.manager.findOneByOrFail(Plan, { id: request.of });
    checkLength(plan.visits.reduce((sum, { assetCodes }) => sum + assetCodes.length, 0));
    const facts = await this.facts(plan.cycleId);
    const paper = await planDocument(this.manager, facts, plan);
    const print = request.format === 'XLSX' ? 'monthlyPlanXlsx' : 'monthlyPlanDocx';
    return { fileName: fileNameOf(request, facts.cycle.month, versionOf(plan)), job: { print, paper } };
  }

  private async hazards(request: DocumentRequest): Promise<Manuscript> {
    const facts = await this.facts(request.of);
    const hazards = await hazardLines(this.manager, facts);
    checkLength(hazards.length);
    const { month, id } = facts.cycle;
    const preparedBy = await preparerOf(this.manager, id);
    const head = facts.head(await this.clock.now());
    const print = request.format === 'XLSX' ? 'hazardListXlsx' : 'hazardListDocx';
    return {
      fileName: fileNameOf(request, month),
      job: { print, paper: { head, month, preparedBy, hazards } },
    };
  }

  private async report(request: DocumentRequest): Promise<Manuscript> {
    const facts = await this.facts(request.of);
    const paper = await reportDocument(this.manager, facts, await this.clock.now());
    const { visits, findings, hazards, measures } = paper;
    checkLength([visits, findings, hazards, measures].flat().length);
    return {
      fileName: fileNameOf(request, facts.cycle.month),
      job: { print: 'inspectionReportDocx', paper },
    };
  }

  private async jointTests(request: DocumentRequest): Promise<Manuscript> {
    const facts = await this.facts(request.of);
    const paper = await jointTestDocument(this.manager, facts);
    checkLength(
      paper.tests.reduce((sum, { links, problems }) => sum + 1 + links.length + (problems?.length ?? 0), 0),
    );
    return {
      fileName: fileNameOf(request, facts.cycle.month),
      job: { print: 'jointTestReportDocx', paper },
    };
  }

  private async facts(cycleId: string): Promise<MonthFacts> {
    const cycle = await this.manager.findOneByOrFail(Cycle, { id: cycleId });
    return monthFacts(this.manager, this.store, cycle);
  }
}

export const versionOf = ({ no }: Pick<Plan, 'no'>): string => `第${no}版`;

function checkLength(lines: number): void {
  if (lines > MOST_LINES)
    throw new UserError(
      'BAD_USER_INPUT',
      `The document would have ${lines} lines: no more than ${MOST_LINES} are printed`,
    );
}
