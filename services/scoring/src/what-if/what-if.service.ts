import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { badInput } from '@zhishou/platform/errors';
import { parseFraction } from '@zhishou/rules/fraction';
import type { SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import { DataSource } from 'typeorm';
import { SheetComputer } from '../computer/sheet.computer.js';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { computationOf } from '../sheet/month-file.js';
import { scoreOf, shown } from '../sheet/score.types.js';
import { SheetService } from '../sheet/sheet.service.js';
import type { WhatIfInput } from './what-if.inputs.js';
import type { ScoredMonth, WhatIf } from './what-if.types.js';

/** Answers what a month would have been with something otherwise; it keeps nothing. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly computer: SheetComputer,
    private readonly sheets: SheetService,
    private readonly settlements: SettlementService,
    private readonly versions: ContractStore,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming what there is not, or cannot be; RATE_LIMITED */
  async ask(
    caller: Caller,
    { without = [], choices = [], rules = [], ...asked }: WhatIfInput,
  ): Promise<WhatIf> {
    const sheet = await this.sheets.opened(asked);
    if (sheet.process.onPaper)
      throw badInput([{ path: 'month', message: 'is on paper: there is nothing to compute' }]);
    const { manager } = this.dataSource;
    const contract = await this.versions.byVersion(sheet.contractVersion);
    const others = (await confirmedMonths(manager, contract)).filter(({ month }) => month !== sheet.month);
    const { process } = await this.settlements.opened(contract.id);
    const { month } = sheet;
    const compared = await this.computer.whatIf(
      caller.personId,
      await computationOf(manager, sheet, contract),
      { without, altered: {}, choices, rules },
      { month, confirmed: others, base: process.base ?? process.total },
    );
    if ('problems' in compared) throw badInput(compared.problems);
    const { before, after, remuneration } = compared;
    return {
      before: scored(before, remuneration.before),
      after: scored(after, remuneration.after),
      differences: Object.keys(before.items)
        .filter((code) => before.items[code] !== after.items[code])
        .map((code) => ({
          code,
          before: shown(parseFraction(before.items[code]!)),
          after: shown(parseFraction(after.items[code]!)),
        })),
      difference: remuneration.after - remuneration.before,
    };
  }
}

const scored = ({ performance, service }: SheetAnswer, remuneration: bigint): ScoredMonth => ({
  performance: scoreOf(parseFraction(performance)),
  service: scoreOf(parseFraction(service)),
  remuneration,
});
