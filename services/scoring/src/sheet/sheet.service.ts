import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { askedContract } from '@zhishou/platform/contract/asked-contract';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { filedAs } from '@zhishou/platform/process/filed-id';
import { stepIdOf } from '@zhishou/platform/process/step-identity';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { Transition } from '@zhishou/platform/process/transition.entity';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { dayOf, monthBounds } from '@zhishou/rules/month';
import type { SheetStep } from '@zhishou/rules/score/sheet-case';
import { DataSource, In } from 'typeorm';
import { SheetComputer } from '../computer/sheet.computer.js';
import type { Computation } from './compute-sheet.js';
import type { ComputedSheet } from './computed-sheet.js';
import { computationOf } from './month-file.js';
import { openSheets, sheetIdOf } from './open-sheets.js';
import { Scoring } from './scoring.entity.js';
import { ScoreSheet } from './sheet.entity.js';
import type {
  AnswerObjectionInput,
  ConfirmScoreInput,
  ObjectInput,
  ScoreMonthInput,
} from './sheet.inputs.js';
import { SHEETS } from './sheet.table.js';
import { storeScoring } from './store-scoring.js';

interface Asked extends AskedMonth {
  idempotencyKey?: string;
}

/** A month's score sheet: computed, scored, objected to, confirmed (domain §6, Flow). */
@Injectable()
export class SheetService {
  private readonly computations = rowLoader(
    (ids) => this.compute(ids),
    ({ id }) => id,
  );

  constructor(
    @Inject(CONTRACTS) private readonly contracts: readonly Contract[],
    private readonly versions: ContractStore,
    private readonly dataSource: DataSource,
    private readonly steps: StepTaker,
    private readonly computer: SheetComputer,
  ) {}

  /** Null for a month that is not over, none of the contract's, or on paper and not entered. */
  async find(asked: AskedMonth): Promise<ScoreSheet | null> {
    const id = sheetIdOf(askedContract(this.contracts, asked), asked.month);
    const sheet = await this.dataSource.getRepository(ScoreSheet).findOneBy({ id });
    return sheet?.process.onPaper && sheet.scoringId === null ? null : sheet;
  }

  /** As it was scored; of one that was not, as it would be now. What one tick asks of a sheet is computed once. */
  async computed({ id }: ScoreSheet): Promise<ComputedSheet> {
    return (await this.computations.load(id))!.result;
  }

  /** What its items are called and where they stand in the contract. */
  contractOf({ contractVersion }: ScoreSheet): Promise<Contract> {
    return this.versions.byVersion(contractVersion);
  }

  /** @throws UserError BAD_USER_INPUT on `month` or `contractId`, CONFLICT for a sheet that is confirmed */
  async score(caller: Caller, asked: ScoreMonthInput): Promise<ScoreSheet> {
    const sheet = await this.opened(asked);
    const { manager } = this.dataSource;
    const byId = caller.personId;
    const taken = await this.takenBefore(caller, asked, sheet);
    if (taken) return this.take(caller, sheet, asked, taken);
    const probe: SheetStep = {
      action: 'scoreMonth',
      byId,
      scoring: { scoringId: '', lastFact: Number.MAX_SAFE_INTEGER, hash: '' },
    };
    await this.steps.mayTake(SHEETS, caller, sheet, probe);
    const computation = await this.computation(sheet);
    const { result, hash } = await this.computer.sheet(computation);
    const { lastFact: last, factsHash, kept, others } = computation;
    const content = { sheetId: sheet.id, lastFact: last, hash };
    const { id: scoringId } = filedAs({ prefix: 'sco', byId, content, idempotencyKey: asked.idempotencyKey });
    const used = { lastFact: last, kept, others: [...others] };
    await storeScoring(manager, sheet, { id: scoringId, ...used, hash, result });
    const scoring = { scoringId, lastFact: last, hash, factsHash };
    try {
      return await this.take(caller, sheet, asked, { action: 'scoreMonth', byId, scoring });
    } catch (error) {
      // the same call, sent at the same time, computed it from other facts and was quicker
      const before = await this.takenBefore(caller, asked, sheet);
      if (!before) throw error;
      return this.take(caller, sheet, asked, before);
    }
  }

  /** @throws UserError BAD_USER_INPUT on `month`, `contractId` or `text`, CONFLICT once it is too late */
  async object(caller: Caller, asked: ObjectInput): Promise<ScoreSheet> {
    const waive = asked.waive ?? false;
    if (!waive && !asked.text)
      throw badInput([{ path: 'text', message: 'is required, unless the right to object is waived' }]);
    if (waive && asked.text)
      throw badInput([{ path: 'text', message: 'is left out where the right to object is waived' }]);
    const { ofVersion } = asked;
    const step = { action: 'objectToScore', byId: caller.personId, waive, ofVersion } as const;
    return this.take(caller, await this.opened(asked), asked, step, asked.text);
  }

  async answer(caller: Caller, asked: AnswerObjectionInput): Promise<ScoreSheet> {
    const step = { action: 'answerObjection', ofVersion: asked.ofVersion } as const;
    return this.take(caller, await this.opened(asked), asked, step, asked.text);
  }

  async confirm(caller: Caller, asked: ConfirmScoreInput): Promise<ScoreSheet> {
    const step = { action: 'confirmScore', byId: caller.personId, ofVersion: asked.ofVersion } as const;
    return this.take(caller, await this.opened(asked), asked, step);
  }

  /** The step that this key named before: what is known by now would make it another. */
  private async takenBefore(
    caller: Caller,
    { idempotencyKey }: Asked,
    { id: caseId }: ScoreSheet,
  ): Promise<SheetStep | null> {
    if (idempotencyKey === undefined) return null;
    const stepId = stepIdOf(caller.personId, idempotencyKey);
    const scored = { stepId, caseId, action: 'scoreMonth' };
    const recorded = await this.dataSource.getRepository(Transition).findOneBy(scored);
    return recorded && (recorded.step as SheetStep);
  }

  private async compute(ids: readonly string[]): Promise<{ id: string; result: ComputedSheet }[]> {
    const { manager } = this.dataSource;
    const sheets = await manager.findBy(ScoreSheet, { id: In([...ids]) });
    return Promise.all(
      sheets.map(async (sheet) => {
        const { id, scoringId } = sheet;
        if (scoringId === null) return { id, ...(await this.computer.sheet(await this.computation(sheet))) };
        return { id, result: (await manager.findOneByOrFail(Scoring, { id: scoringId })).result };
      }),
    );
  }

  private take(
    caller: Caller,
    sheet: ScoreSheet,
    { idempotencyKey }: Asked,
    step: SheetStep,
    text?: string,
  ): Promise<ScoreSheet> {
    return this.steps.take(SHEETS, caller, { row: sheet, step, details: { text }, idempotencyKey });
  }

  /**
   * The month's sheet; opened here where the month is over and nobody has done so yet.
   * @throws UserError BAD_USER_INPUT on `month` or `contractId`
   */
  async opened(asked: AskedMonth): Promise<ScoreSheet> {
    const found = await this.find(asked);
    if (found) return found;
    const contract = askedContract(this.contracts, asked);
    const refuse = (message: string) => badInput([{ path: 'month', message }]);
    const months = contractMonths(contract);
    if (!months.includes(asked.month))
      throw refuse(`the contract runs from ${months.at(0)} to ${months.at(-1)}`);
    const { to } = monthBounds(asked.month);
    if (to > (await databaseNow(this.dataSource.manager)))
      throw refuse(`${asked.month} is not over: it is scored from ${dayOf(to)} on`);
    await openSheets(this.dataSource, this.contracts);
    const opened = await this.find(asked);
    if (!opened) throw refuse(`${asked.month} lies before the first day that is kept here`);
    return opened;
  }

  private async computation(sheet: ScoreSheet): Promise<Computation> {
    const contract = await this.versions.byVersion(sheet.contractVersion);
    return computationOf(this.dataSource.manager, { ...sheet, scoringId: null }, contract);
  }
}
