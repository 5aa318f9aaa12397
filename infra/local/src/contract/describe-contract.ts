import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { ScoreItemCode, ScoreRules } from '@zhishou/rules/contract/score-rules.types';
import { formatYuan, shareOf } from '@zhishou/rules/fen';
import { fraction } from '@zhishou/rules/fraction';
import { textTable } from '../commands/text-table.js';

/** A contract for a person at a terminal: clocks, periods, totals, scores and payments. */
export const describeContract = (contract: Contract): string =>
  [
    headOf(contract),
    section('时限 clocks', clocksOf(contract)),
    section('期间 periods（首末日均含）', periodsOf(contract)),
    section('设备 equipment', equipmentOf(contract)),
    section('考核 scores', scoresOf(contract)),
    section('支付 payments', paymentsOf(contract)),
  ].join('\n\n');

const indented = (rows: string[][]): string => textTable(rows).replace(/^/gm, '  ');

const section = (title: string, rows: string[][]): string => `${title}\n${indented(rows)}`;

const headOf = (contract: Contract): string =>
  `${contract.title}\n${indented([
    ['标识 id', contract.id],
    ['名称 name', contract.name],
    ['签订日 signed on', contract.signedOn],
    ...(contract.keptFromDay ? [['起用日 kept from', contract.keptFromDay]] : []),
    ...(contract.termination
      ? [['提前终止 ends early', `${contract.termination.lastDay} ${contract.termination.cause}`]]
      : []),
    ['总金额 total', `${formatYuan(BigInt(contract.totalFen))} 元`],
    ['版本 version', contract.version],
  ])}`;

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** `5400000` → `1 h 30 min` */
function formatDuration(ms: number): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}

const clocksOf = ({ severities, budgets, warnAt }: Contract): string[][] => [
  ['', '', '响应 response', '到场 on site', '处理 resolve'],
  ...severities.map(({ code, name }) => {
    const { RESPONSE, ONSITE, RESOLVE } = budgets[code];
    return [code, name, ...[RESPONSE, ONSITE, RESOLVE].map(formatDuration)];
  }),
  ['', '预警 warning', warnAt.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(', ')],
];

const periodsOf = ({ periods }: Contract): string[][] =>
  periods.map(({ code, fromDay, toDay, title }) => [code, fromDay, toDay, title]);

function equipmentOf({ assets }: Contract): string[][] {
  const lists = [...new Set(assets.map((asset) => asset.listNo))].filter((listNo) => listNo > 0);
  const units = assets.filter((asset) => asset.listNo > 0);
  const row = (title: string, members: typeof assets): string[] => [
    title,
    `${members.length} 项 items`,
    `${members.reduce((sum, { quantity }) => sum + quantity, 0)} 台套 units`,
    members === units ? '' : (members[0]?.listName ?? ''),
  ];
  return [
    ...lists.map((listNo) =>
      row(
        `清单 list ${listNo}`,
        assets.filter((asset) => asset.listNo === listNo),
      ),
    ),
    row('合计 total', units),
    ...assets
      .filter((asset) => asset.listNo === 0)
      .map(({ code, name }) => [code, '无台套 no units', '', name]),
  ];
}

const scoresOf = ({ scores }: Contract): string[][] =>
  Object.entries<ScoreRules[ScoreItemCode]>({ ...scores }).map(([code, item]) => {
    const numbers = Object.entries<string | number>({ ...item }).filter(
      ([, value]) => typeof value === 'number',
    );
    return [code, numbers.map(([name, value]) => `${name} ${value}`).join(', '), item.title];
  });

const paymentsOf = ({ payments, totalFen }: Contract): string[][] =>
  payments.instalments.map(({ title, percent, opens, documents }) => [
    title,
    `${percent} %`,
    `${formatYuan(shareOf(BigInt(totalFen), fraction(percent, 100)))} 元`,
    `${opens.at}${opens.months ? ` + ${opens.months} 个月` : ''}`,
    documents.join(', '),
  ]);
