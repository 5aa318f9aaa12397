import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { openMonthXlsx } from '@zhishou/documents/open-month.workbook';
import { formatFraction, parseFraction } from '@zhishou/rules/fraction';
import { knownAt } from '@zhishou/rules/score/known-at';
import { evaluate, type SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import type { FactsFile, NeutralCase } from '@zhishou/rules/score/neutral/format.types';
import { readContract } from '@zhishou/rules/score/neutral/read-contract';
import { readFacts } from '@zhishou/rules/score/neutral/read-facts';
import { scoreMonth } from '@zhishou/rules/score/sheet';
import { hasOffice, recalculated } from '@zhishou/testkit/spreadsheet';
import { openFacts } from '../src/open-data/open-month.js';

const EXAMPLES = new URL('../../../docs/facts.example.json', import.meta.url);
const file = JSON.parse(await readFile(EXAMPLES, 'utf8')) as FactsFile;
const scored = file.cases
  .map((one, index) => ({ one, answer: evaluate(file)[index]! as SheetAnswer }))
  .filter(({ answer }) => 'items' in answer);

const head = { project: '示例', bureau: '甲方', provider: '乙方', createdAt: 0 };

function workbookOf(own: NeutralCase): Promise<Uint8Array> {
  const contract = readContract(file.contracts, own);
  const all = readFacts(own.facts ?? {}, contract);
  const facts = own.facts?.asOf ? knownAt(all, Date.parse(own.facts.asOf)) : all;
  const sheet = scoreMonth(contract, own.month!, facts);
  return openMonthXlsx({
    ...openFacts(contract, own.month!, facts),
    ...{ head, basis: own.name },
    items: sheet.items.map(({ code, points }) => ({ code, title: code, points: formatFraction(points) })),
    performance: formatFraction(sheet.performance),
    service: formatFraction(sheet.service),
  });
}

/** To the billionth: a third is not the same double everywhere. */
const decimals = (exact: string): string => {
  const { numerator, denominator } = parseFraction(exact);
  return (Number(numerator) / Number(denominator)).toFixed(9);
};

((await hasOffice()) ? describe : describe.skip)(
  'a month as a spreadsheet computes it from its facts',
  () => {
    it('is what the sheet says, in every example of docs/facts.md', async () => {
      const workbooks = await recalculated(await Promise.all(scored.map(({ one }) => workbookOf(one))));
      expect(workbooks.length).toBeGreaterThan(0);
      workbooks.forEach((rows, index) => {
        const { one, answer } = scored[index]!;
        const points = rows.flatMap(([code, title, , , computed]) =>
          typeof computed === 'number' ? [`${String(code ?? title)} ${computed.toFixed(9)}`] : [],
        );
        const { items, performance, service } = answer;
        const expected = Object.entries({ ...items, 业绩类得分: performance, 服务类得分: service });
        const exact = expected.map(([key, text]) => `${key} ${decimals(text)}`);
        expect([one.name, ...points]).toEqual([one.name, ...exact]);
        expect(rows.filter((row) => row[6] === '不一致')).toEqual([]);
      });
    }, 250_000);
  },
);
