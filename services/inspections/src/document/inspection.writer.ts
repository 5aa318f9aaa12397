import { Injectable } from '@nestjs/common';
import { Thumbnails } from '@zhishou/attachments/picture/thumbnails';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { checkLength, type Manuscript, ManuscriptWriter } from '@zhishou/platform/document/manuscript';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import { dayOf } from '@zhishou/rules/month';
import { DataSource, type EntityManager } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { Plan } from '../plan/plan.entity.js';
import { Visit } from '../visit/visit.entity.js';
import { type DocumentRequest, fileNameOf, readRequest, versionOf } from './document.request.js';
import { hazardLines } from './hazard.document.js';
import { jointTestDocument } from './joint-test.document.js';
import { type MonthFacts, monthFacts } from './month.facts.js';
import { planDocument } from './plan.document.js';
import { preparerOf } from './preparer.js';
import { reportDocument } from './report.document.js';
import { visitDocument } from './visit.document.js';

type Written = Omit<Manuscript, 'format'>;

/** Writes down what is on record: of a month that is closed, what was when it was. */
@Injectable()
export class InspectionWriter extends ManuscriptWriter {
  private readonly manager: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly store: ContractStore,
    private readonly clock: DatabaseClock,
    private readonly thumbnails: Thumbnails,
  ) {
    super();
    this.manager = dataSource.manager;
  }

  async write(about: string): Promise<Manuscript> {
    const request = readRequest(about);
    return { ...(await this.manuscript(request)), format: request.format };
  }

  private async manuscript(request: DocumentRequest): Promise<Written> {
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

  private async visitRecord(request: DocumentRequest): Promise<Written> {
    const visit = await this.manager.findOneByOrFail(Visit, { id: request.of });
    checkLength(visit.assetCodes.length);
    const facts = await this.facts(visit.cycleId);
    const paper = await visitDocument(this.manager, facts, this.thumbnails, visit);
    const day = paper.startedAt === null ? visit.date : dayOf(paper.startedAt);
    return {
      fileName: fileNameOf(request, day, visit.place),
      job: { print: 'visitRecordDocx', paper },
    };
  }

  private async plan(request: DocumentRequest): Promise<Written> {
    const plan = await this.manager.findOneByOrFail(Plan, { id: request.of });
    checkLength(plan.visits.reduce((sum, { assetCodes }) => sum + assetCodes.length, 0));
    const facts = await this.facts(plan.cycleId);
    const paper = await planDocument(this.manager, facts, plan);
    const print = request.format === 'XLSX' ? 'monthlyPlanXlsx' : 'monthlyPlanDocx';
    return { fileName: fileNameOf(request, facts.cycle.month, versionOf(plan)), job: { print, paper } };
  }

  private async hazards(request: DocumentRequest): Promise<Written> {
    const facts = await this.facts(request.of);
    const hazards = await hazardLines(this.manager, facts);
    checkLength(hazards.length);
    const { month, id } = facts.cycle;
    const preparedBy = await preparerOf(this.manager, id);
    const head = facts.head(facts.reach.knownUntil);
    const print = request.format === 'XLSX' ? 'hazardListXlsx' : 'hazardListDocx';
    return {
      fileName: fileNameOf(request, month),
      job: { print, paper: { head, month, preparedBy, hazards } },
    };
  }

  private async report(request: DocumentRequest): Promise<Written> {
    const facts = await this.facts(request.of);
    const paper = await reportDocument(this.manager, facts);
    const { visits, findings, hazards, measures } = paper;
    checkLength([visits, findings, hazards, measures].flat().length);
    return {
      fileName: fileNameOf(request, facts.cycle.month),
      job: { print: 'inspectionReportDocx', paper },
    };
  }

  private async jointTests(request: DocumentRequest): Promise<Written> {
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
    return monthFacts(this.manager, this.store, cycle, await this.clock.now());
  }
}
