import type { Contract } from '@zhishou/rules/contract/contract.types';
import { formatYuan } from '@zhishou/rules/fen';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import type { EntityManager } from 'typeorm';
import { confirmedMonths } from '../settlement/settled-amounts.js';
import { Settlement } from '../settlement/settlement.entity.js';
import type { ScoreSheet } from '../sheet/sheet.entity.js';
import type { WhatIfOption } from '../score.arguments.js';
import { Refused } from '../score.refused.js';
import { type Asked, compare, type NotAsked } from './compare.js';

interface Month {
  sheet: ScoreSheet;
  contract: Contract;
  file: FactsFile;
}

/** Both sheets side by side, with the difference in points and in fen. @throws Refused for what cannot be asked */
export async function askFromCommand(
  manager: EntityManager,
  { sheet: { month }, contract, file }: Month,
  options: readonly WhatIfOption[],
): Promise<string> {
  const settlement = await manager.findOneBy(Settlement, { id: contract.id });
  const months = await confirmedMonths(manager, contract);
  const compared = compare(file, askedBy(options), {
    contract,
    month,
    confirmed: months.filter((other) => other.month !== month),
    base: settlement?.process.base ?? contract.totalFen,
  });
  if ('problems' in compared) throw new Refused(told(compared, options));
  const { before, after, remuneration } = compared;
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

const textsOf = (options: readonly WhatIfOption[], kind: WhatIfOption['kind']): string[] =>
  options.filter((option) => option.kind === kind).map(({ text }) => text);

function askedBy(options: readonly WhatIfOption[]): Asked {
  const pairs = (kind: WhatIfOption['kind']) => textsOf(options, kind).map(split);
  return {
    without: textsOf(options, 'without'),
    altered: Object.fromEntries(pairs('altered').map(([id, json]) => [id, parsed(json)])),
    choices: pairs('choices').map(([name, value]) => ({ name, value })),
    rules: pairs('rules').map(([of, value]) => {
      const [item = '', name = ''] = of.split('.');
      return { item, name, value: /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : NaN };
    }),
  };
}

/** Each problem with the option it is about. */
function told({ problems }: NotAsked, options: readonly WhatIfOption[]): string {
  return problems
    .map(({ path, message }) => {
      const [kind = '', index = ''] = path.split('.');
      const text = textsOf(options, kind as WhatIfOption['kind'])[Number(index)];
      return `不能这样假设 cannot be asked: ${text ?? path}: ${message}`;
    })
    .join('\n');
}

function split(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below, as any other text that is none
  }
  throw new Refused(`不是 JSON 对象 no JSON object: ${text}`);
}
