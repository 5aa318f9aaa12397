import { Injectable } from '@nestjs/common';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { badInput } from '@zhishou/platform/errors';
import { parseFraction } from '@zhishou/rules/fraction';
import { CHOICE_VALUES } from '@zhishou/rules/score/neutral/choices';
import { POINTS } from '@zhishou/rules/score/neutral/read-contract';
import type { Changes } from '@zhishou/rules/score/neutral/what-if';
import type { SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import { DataSource } from 'typeorm';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { computationOf, monthFile } from '../sheet/month-file.js';
import { scoreOf, shown } from '../sheet/score.types.js';
import { SheetService } from '../sheet/sheet.service.js';
import { compare } from './compare.js';
import type { OtherChoiceInput, OtherRuleInput, WhatIfInput } from './what-if.inputs.js';
import type { ScoredMonth, WhatIf } from './what-if.types.js';

/** Answers what a month would have been with something otherwise; it keeps nothing. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly sheets: SheetService,
    private readonly settlements: SettlementService,
    private readonly versions: ContractStore,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming what there is not */
  async ask({ without = [], choices = [], rules = [], ...asked }: WhatIfInput): Promise<WhatIf> {
    const sheet = await this.sheets.opened(asked);
    if (sheet.process.onPaper)
      throw badInput([{ path: 'month', message: 'is on paper: there is nothing to compute' }]);
    const { manager } = this.dataSource;
    const contract = await this.versions.byVersion(sheet.contractVersion);
    const file = await monthFile(manager, await computationOf(manager, sheet, contract));
    const others = (await confirmedMonths(manager, contract)).filter(({ month }) => month !== sheet.month);
    const { process } = await this.settlements.opened(contract.id);
    const changes: Changes = {
      without,
      altered: {},
      choices: otherChoices(choices),
      rules: otherRules(rules),
    };
    const { month } = sheet;
    const rest = { contract, month, confirmed: others, base: process.base ?? process.total };
    const { before, after, remuneration } = named(without, () => compare(file, changes, rest));
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

/** An id that nothing of the month has is the caller's to mend. */
function named<Result>(without: readonly string[], ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    const index = error instanceof RangeError ? without.indexOf(error.message) : -1;
    if (index < 0) throw error;
    throw badInput([{ path: `without.${index}`, message: 'is nothing that the month counts' }]);
  }
}

function otherChoices(given: readonly OtherChoiceInput[]): Changes['choices'] {
  const values: Record<string, readonly unknown[]> = CHOICE_VALUES;
  return Object.fromEntries(
    given.map(({ name, value }, index) => {
      const path = `choices.${index}`;
      const allowed = Object.hasOwn(values, name)
        ? values[name]!.filter((one) => typeof one === 'string')
        : [];
      if (allowed.length === 0)
        throw badInput([{ path: `${path}.name`, message: 'is no choice that can be asked' }]);
      if (!allowed.includes(value))
        throw badInput([{ path: `${path}.value`, message: `is one of ${allowed.join(', ')}` }]);
      return [name, value];
    }),
  );
}

function otherRules(given: readonly OtherRuleInput[]): Changes['rules'] {
  const points: Record<string, object> = POINTS;
  const rules: Record<string, Record<string, number>> = {};
  for (const [index, { item, name, value }] of given.entries()) {
    const path = `rules.${index}`;
    if (!Object.hasOwn(points, item)) throw badInput([{ path: `${path}.item`, message: 'is no item' }]);
    const names = Object.keys(points[item]!);
    if (!names.includes(name))
      throw badInput([{ path: `${path}.name`, message: `is one of ${names.join(', ')}` }]);
    if (!Number.isInteger(value) || value < 0 || value > 1_000)
      throw badInput([{ path: `${path}.value`, message: 'is a whole number from 0 to 1000' }]);
    rules[item] = { ...rules[item], [name]: value };
  }
  return rules;
}
