import { Inject, Injectable } from '@nestjs/common';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { checkLength, type Manuscript, ManuscriptWriter } from '@zhishou/platform/document/manuscript';
import { DatabaseClock } from '@zhishou/platform/process/database-clock';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { DataSource, type EntityManager } from 'typeorm';
import { Settlement } from '../settlement/settlement.entity.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';
import { SheetService } from '../sheet/sheet.service.js';
import { fileNameOf, readRequest } from './document.request.js';
import { settlementDocument } from './settlement.document.js';
import { sheetDocument } from './sheet.document.js';

/** Writes down a month's sheet and a contract's settlement as they stand now. */
@Injectable()
export class ScoreWriter extends ManuscriptWriter {
  private readonly manager: EntityManager;

  constructor(
    dataSource: DataSource,
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly sheets: SheetService,
    private readonly settlements: SettlementService,
    private readonly clock: DatabaseClock,
  ) {
    super();
    this.manager = dataSource.manager;
  }

  async write(about: string): Promise<Manuscript> {
    const request = readRequest(about);
    const job =
      request.kind === 'SCORE_SHEET'
        ? await this.sheet(request.of, request.format === 'XLSX')
        : await this.settlement(request.of, request.format === 'XLSX');
    return { fileName: fileNameOf(request), format: request.format, job };
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

  private async settlement(id: string, asSpreadsheet: boolean): Promise<Manuscript['job']> {
    const settlement = await this.manager.findOneByOrFail(Settlement, { id });
    const contract = this.contracts.find((one) => one.id === id)!;
    const { amounts } = await this.settlements.reckoning(settlement);
    const settled = { settlement, contract, amounts };
    const paper = await settlementDocument(this.manager, settled, await this.clock.now());
    return { print: asSpreadsheet ? 'settlementStatementXlsx' : 'settlementStatementDocx', paper };
  }
}
