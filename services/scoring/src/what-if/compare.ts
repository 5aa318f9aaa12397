import { type Contract } from '@zhishou/rules/contract/contract.types';
import { coveredDays } from '@zhishou/rules/contract/contract-months';
import { parseFraction } from '@zhishou/rules/fraction';
import type { Fen } from '@zhishou/rules/fen';
import { evaluate, type SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { type Changes, whatIf } from '@zhishou/rules/score/neutral/what-if';
import type { MonthScores } from '@zhishou/rules/settlement/remuneration';
import { remunerationUnder } from '../settlement/settled-amounts.js';

export interface Compared {
  before: SheetAnswer;
  after: SheetAnswer;
  remuneration: { before: Fen; after: Fen };
}

/** The other months that are confirmed, and what the remuneration is computed from. */
export interface RestOfContract {
  contract: Contract;
  month: string;
  confirmed: readonly MonthScores[];
  base: number;
}

/** A month as it is and as it would be. @throws RangeError naming an id that no row has, Refusal for what cannot be */
export function compare(file: FactsFile, changes: Changes, rest: RestOfContract): Compared {
  const before = answerOf(file);
  const after = answerOf(whatIf(file, changes));
  return {
    before,
    after,
    remuneration: { before: remuneration(before, rest), after: remuneration(after, rest) },
  };
}

function answerOf(file: FactsFile): SheetAnswer {
  const [answer] = evaluate(file);
  if (!answer || !('items' in answer))
    throw new RangeError(answer && 'refused' in answer ? answer.refused : 'no sheet');
  return answer;
}

function remuneration(
  { performance, service }: SheetAnswer,
  { contract, month, confirmed, base }: RestOfContract,
): Fen {
  const own = {
    performance: parseFraction(performance),
    service: parseFraction(service),
    days: coveredDays(contract, month),
  };
  return remunerationUnder(contract, { total: contract.totalFen, base }, [...confirmed, own]).remuneration;
}
