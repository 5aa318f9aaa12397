import { compare, formatFraction, fraction } from '../../fraction.js';
import { Refusal, type RefusalCode } from '../refusal.js';
import { scoreMonth, type Sheet } from '../sheet.js';
import type { FactsFile, NeutralCase } from './format.types.js';
import { readContract } from './read-contract.js';
import { readFacts } from './read-facts.js';
import { maybeInstant } from './reading.js';
import { settle, type SettlementAnswer } from './settle.js';

/** Points and rates are exact: `"29"` or `"46/3"`. */
export interface SheetAnswer {
  items: Record<string, string>;
  performance: string;
  service: string;
  /** null: no fault was due */
  P5: string | null;
  P6: string;
  /** of every item that lost points, the rows behind it; sorted, so that the order of rows changes nothing */
  evidence: Record<string, string[]>;
}

export type Answer = SheetAnswer | SettlementAnswer | { refused: RefusalCode };

/** One answer a case, in order. @throws RangeError for a file that is not in the format */
export const evaluate = ({ contracts, cases }: FactsFile): Answer[] =>
  cases.map((own) => {
    try {
      return answerTo(contracts, own);
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.code };
      throw error;
    }
  });

/** @throws Refusal for what cannot be scored */
export function answerTo(
  contracts: FactsFile['contracts'],
  own: NeutralCase,
): SheetAnswer | SettlementAnswer {
  const contract = readContract(contracts, own);
  if (own.settlement) return settle(own.settlement, contract);
  const facts = own.facts ?? {};
  const asOf = maybeInstant(facts.asOf, 'asOf') ?? undefined;
  return sheetAnswer(scoreMonth(contract, own.month ?? '', readFacts(facts, contract), asOf));
}

export const sheetAnswer = ({
  items,
  performance,
  service,
  timelyRepair,
  availability,
}: Sheet): SheetAnswer => ({
  items: Object.fromEntries(items.map(({ code, points }) => [code, formatFraction(points)])),
  performance: formatFraction(performance),
  service: formatFraction(service),
  P5: timelyRepair.rate && formatFraction(timelyRepair.rate),
  P6: formatFraction(availability.rate),
  evidence: Object.fromEntries(
    items.flatMap(({ code, deductions }) => {
      const lost = deductions.filter(({ points }) => compare(points, fraction(0)) > 0);
      const ids = new Set(lost.flatMap(({ evidence }) => evidence.map(({ id }) => id)));
      return ids.size === 0 ? [] : [[code, [...ids].sort()]];
    }),
  ),
});
