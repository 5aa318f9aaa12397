import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatYuan } from '@zhishou/rules/fen';
import { CHOICE_VALUES } from '@zhishou/rules/score/neutral/choices';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { POINTS } from '@zhishou/rules/score/neutral/read-contract';
import type { Changes } from '@zhishou/rules/score/neutral/what-if';
import type { EntityManager } from 'typeorm';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import { Settlement } from '../settlement/settlement.entity.js';
import type { ScoreSheet } from '../sheet/sheet.entity.js';
import { compare } from './compare.js';

interface Asked {
  sheet: ScoreSheet;
  contract: Contract;
  file: FactsFile;
}

/** Both sheets side by side, with the difference in points and in fen. @throws RangeError for what cannot be asked */
export async function askFromCommand(
  manager: EntityManager,
  { sheet: { month }, contract, file }: Asked,
  args: readonly string[],
): Promise<string> {
  const settlement = await manager.findOneBy(Settlement, { id: contract.id });
  const months = await confirmedMonths(manager, contract);
  const { before, after, remuneration } = compare(file, changesOf(args), {
    contract,
    month,
    confirmed: months.filter((other) => other.month !== month),
    base: settlement?.process.base ?? contract.totalFen,
  });
  const rows = Object.keys(before.items).map((code) => [code, before.items[code]!, after.items[code]!]);
  const difference = remuneration.after - remuneration.before;
  return [
    row('', '原 before', '假设 after'),
    ...rows.map(([code, was, is]) => row(code!, was!, is!, was === is ? '' : '←')),
    row('performance', before.performance, after.performance),
    row('service', before.service, after.service),
    row('remuneration', formatYuan(remuneration.before), formatYuan(remuneration.after)),
    `差额 difference: ${difference} fen (${formatYuan(difference)} yuan)`,
  ].join('\n');
}

const row = (name: string, before: string, after: string, mark = ''): string =>
  `${name.padEnd(14)}${before.padEnd(18)}${after.padEnd(18)}${mark}`.trimEnd();

/** `--without ID`, `--choice name=value`, `--rule P5.goal=95`, `--alter ID={"units":0}`, each as often as wanted. */
function changesOf(args: readonly string[]): Changes {
  const without: string[] = [];
  const altered: Record<string, object> = {};
  const choices: Record<string, unknown> = {};
  const rules: Record<string, Record<string, number>> = {};
  for (let index = 0; index < args.length; index += 2) {
    const [option, value = ''] = [args[index], args[index + 1]];
    const [name, given] = split(value);
    if (option === '--without') without.push(value);
    else if (option === '--alter') altered[name] = parsed(given);
    else if (option === '--choice' && Object.hasOwn(CHOICE_VALUES, name)) choices[name] = given;
    else if (option === '--rule') {
      const [item = '', field = ''] = name.split('.');
      const items: Record<string, object> = POINTS;
      if (!Object.hasOwn(items, item) || !Object.hasOwn(items[item]!, field))
        throw new RangeError(`没有这项规则 there is no rule ${name}`);
      rules[item] = { ...rules[item], [field]: Number(given) };
    } else throw new RangeError(`看不懂 not understood: ${option ?? ''} ${value}`);
  }
  return { without, altered, choices, rules };
}

function split(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new RangeError(`不是 JSON not JSON: ${text}`);
  }
}
