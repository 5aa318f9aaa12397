import { Inject, Injectable } from '@nestjs/common';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import type { FileFormat } from '@zhishou/platform/document/document-link.type';
import {
  type ArchiveToPack,
  checkLength,
  type Manuscript,
  ManuscriptWriter,
} from '@zhishou/platform/document/manuscript';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource, type EntityManager } from 'typeorm';
import { EvidenceArchive } from '../evidence/evidence.archive.js';
import { SheetComputer } from '../computer/sheet.computer.js';
import { linesOf, openDocument } from '../open-data/open-data.document.js';
import { Settlement } from '../settlement/settlement.entity.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { computationOf } from '../sheet/month-file.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';
import { SheetService } from '../sheet/sheet.service.js';
import { fileNameOf, type PrintRequest, readRequest } from './document.request.js';
import { DRAFTS } from './draft.js';
import { settlementDocument } from './settlement.document.js';
import { sheetDocument } from './sheet.document.js';
import { TicketNumbers } from './ticket.numbers.js';

/** Writes down a month's sheet, a contract's settlement and what else the facts tell, as they stand now. */
@Injectable()
export class ScoreWriter extends ManuscriptWriter {
  private readonly manager: EntityManager;

  constructor(
    dataSource: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly sheets: SheetService,
    private readonly settlements: SettlementService,
    private readonly tickets: TicketNumbers,
    private readonly computer: SheetComputer,
    private readonly clock: DatabaseClock,
    private readonly evidence: EvidenceArchive,
  ) {
    super();
    this.manager = dataSource.manager;
  }

  async write(about: string): Promise<Manuscript | ArchiveToPack> {
    const request = readRequest(about);
    const fileName = fileNameOf(request, await this.tickets.number(request.of.split('/')[1]));
    if (request.kind === 'EVIDENCE') return { fileName, pack: await this.evidence.of(request.of) };
    return { fileName, format: request.format, job: await this.job(request) };
  }

  private async job({ kind, of, format }: PrintRequest): Promise<Manuscript['job']> {
    if (kind === 'SCORE_SHEET') return this.sheet(of, format === 'XLSX');
    if (kind === 'SHEET_FACTS') return this.facts(of, format);
    if (kind === 'SETTLEMENT_STATEMENT') return this.settlement(of, format === 'XLSX');
    const [contractId, subject = ''] = of.split('/');
    const contract = this.contracts.find(({ id }) => id === contractId)!;
    return DRAFTS[kind](this.manager, { contract, of: subject, format, now: await this.clock.now() });
  }

  private async sheet(id: string, asSpreadsheet: boolean): Promise<Manuscript['job']> {
    const sheet = await this.manager.findOneByOrFail(ScoreSheet, { id });
    const [contract, computed] = await Promise.all([
      this.sheets.contractOf(sheet),
      this.sheets.computed(sheet),
    ]);
    checkLength(computed.items.reduce((lines, { deductions }) => lines + 1 + deductions.length, 0));
    const paper = await sheetDocument(this.manager, { sheet, contract, computed }, await this.clock.now());
    return { print: asSpreadsheet ? 'scoreSheetXlsx' : 'scoreSheetDocx', paper };
  }

  private async facts(id: string, format: FileFormat): Promise<Manuscript['job']> {
    const sheet = await this.manager.findOneByOrFail(ScoreSheet, { id });
    const contract = await this.sheets.contractOf(sheet);
    const computation = await computationOf(this.manager, sheet, contract);
    if (format === 'JSON') return { print: 'jsonFile', paper: await this.computer.monthFile(computation) };
    const facts = await this.computer.openMonth(computation);
    const opened = {
      contract,
      facts,
      lastFact: computation.lastFact,
      computed: await this.sheets.computed(sheet),
    };
    const paper = await openDocument(this.tickets, opened, await this.clock.now());
    checkLength(linesOf(paper));
    return { print: 'openMonthXlsx', paper };
  }

  private async settlement(id: string, asSpreadsheet: boolean): Promise<Manuscript['job']> {
    const settlement = await this.manager.findOneByOrFail(Settlement, { id });
    const contract = this.contracts.find((one) => one.id === id)!;
    const { amounts } = await this.settlements.reckoning(settlement);
    const [judged, late] = await Promise.all([
      this.settlements.judged(settlement),
      this.settlements.lateRows(settlement),
    ]);
    checkLength(judged.length + late.length);
    const settled = { settlement, contract, amounts, judged, late };
    const paper = await settlementDocument(this.manager, settled, await this.clock.now());
    return { print: asSpreadsheet ? 'settlementStatementXlsx' : 'settlementStatementDocx', paper };
  }
}
