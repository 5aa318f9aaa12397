import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { keptOf } from '@zhishou/platform/contract/kept';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { badInput } from '@zhishou/platform/errors';
import { filedAs } from '@zhishou/platform/process/filed-id';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { decimal } from '@zhishou/rules/fraction';
import type { SheetStep } from '@zhishou/rules/score/sheet-case';
import { DataSource } from 'typeorm';
import { namedFiles } from '../file/named-files.js';
import { sheetFromPaper } from './computed-sheet.js';
import { openPaperMonth, paperMonths } from './open-sheets.js';
import type { ConfirmPaperScoresInput, PaperScoresInput } from './paper.inputs.js';
import type { ScoreSheet } from './sheet.entity.js';
import { SheetService } from './sheet.service.js';
import { storeScoring } from './store-scoring.js';
import { SHEETS } from './sheet.table.js';

/** Takes over the scores of months from before the first day that is kept here (domain §10). */
@Injectable()
export class PaperService {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly sheets: SheetService,
    private readonly dataSource: DataSource,
    private readonly steps: StepTaker,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming the field, CONFLICT once they are confirmed */
  async enter(caller: Caller, asked: PaperScoresInput): Promise<ScoreSheet> {
    const { month, performance, service, fileIds, note = null, idempotencyKey } = asked;
    const contract = askedContract(this.contracts, asked);
    await this.checkMonth(contract, asked);
    if (fileIds.length === 0)
      throw badInput([{ path: 'fileIds', message: 'is the signed sheet: at least one file' }]);
    const { manager } = this.dataSource;
    const files = await namedFiles(manager, contract, fileIds);
    const sheet = await openPaperMonth(this.dataSource, contract, month);
    const scores = { performance: decimal(performance), service: decimal(service) };
    const result = sheetFromPaper({ month, ...scores, files, note });
    const byId = caller.personId;
    const content = { sheetId: sheet.id, result };
    const { id: scoringId } = filedAs({ prefix: 'sco', byId, content, idempotencyKey });
    const hash = sha256(canonicalJson(result));
    const step: SheetStep = {
      action: 'enterPaperScores',
      byId,
      scoring: { scoringId, lastFact: 0, hash },
    };
    return this.steps.take(SHEETS, caller, {
      row: sheet,
      step,
      idempotencyKey,
      check: async () => {
        const kept = await keptOf(manager, contract);
        const rests = { lastFact: 0, kept, others: [] };
        await storeScoring(manager, sheet, { id: scoringId, ...rests, hash, result });
      },
    });
  }

  /** @throws UserError BAD_USER_INPUT on `month` or `contractId`, CONFLICT for one that is not entered */
  async confirm(
    caller: Caller,
    { idempotencyKey, ofVersion, ...asked }: ConfirmPaperScoresInput,
  ): Promise<ScoreSheet> {
    await this.checkMonth(askedContract(this.contracts, asked), asked);
    const sheet = await this.sheets.find(asked);
    if (!sheet)
      throw badInput([{ path: 'month', message: 'nothing was entered of it yet (enterPaperScores)' }]);
    const step: SheetStep = { action: 'confirmPaperScores', byId: caller.personId, ofVersion };
    return this.steps.take(SHEETS, caller, { row: sheet, step, idempotencyKey });
  }

  private async checkMonth(contract: Contract, { month }: AskedMonth): Promise<void> {
    const onPaper = await paperMonths(this.dataSource.manager, contract);
    if (onPaper.includes(month)) return;
    const which = onPaper.length === 0 ? 'there is none' : `these are: ${onPaper.join(', ')}`;
    throw badInput([
      { path: 'month', message: `is no month from before the first day that is kept here; ${which}` },
    ]);
  }
}
