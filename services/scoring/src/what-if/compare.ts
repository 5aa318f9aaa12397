import { type Contract } from '@zhishou/rules/contract/contract.types';
import { coveredDays } from '@zhishou/rules/contract/contract-months';
import { parseFraction } from '@zhishou/rules/fraction';
import type { Fen } from '@zhishou/rules/fen';
import {
  type AskedChanges,
  type ChangeProblem,
  changeProblems,
  namedChanges,
} from '@zhishou/rules/score/neutral/asked-changes';
import { answerTo, type SheetAnswer } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile, FormatError } from '@zhishou/rules/score/neutral/facts-file';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { rowIds, whatIf } from '@zhishou/rules/score/neutral/what-if';
import { Refusal } from '@zhishou/rules/score/refusal';
import type { MonthScores } from '@zhishou/rules/settlement/remuneration';
import { remunerationUnder } from '../settlement/settled-amounts.js';

/** What is asked to have been otherwise, as somebody names it. */
export interface Asked extends AskedChanges {
  /** rows that are left out, by their ids */
  without: readonly string[];
  /** what is given of a row replaces what it says; by its id */
  altered: Readonly<Record<string, object>>;
}

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

/** What cannot be asked, by the places of {@link Asked}. */
export interface NotAsked {
  problems: ChangeProblem[];
}

/** A month as it is and as it would be; or why that cannot be said. */
export function compare(file: FactsFile, asked: Asked, rest: RestOfContract): Compared | NotAsked {
  const problems = [...rowProblems(file, asked), ...changeProblems(asked, rest.contract.scores)];
  if (problems.length > 0) return { problems };
  const before = sheetOf(file);
  if (typeof before === 'string') return { problems: [{ path: 'month', message: before }] };
  const after = sheetOf(whatIf(file, { ...asked, ...namedChanges(asked) }), isAltered(asked));
  if (typeof after === 'string') return { problems: [{ path: changedBy(asked), message: after }] };
  return {
    before,
    after,
    remuneration: { before: remuneration(before, rest), after: remuneration(after, rest) },
  };
}

const isAltered = ({ altered }: Asked): boolean => Object.keys(altered).length > 0;

function rowProblems(file: FactsFile, { without, altered }: Asked): ChangeProblem[] {
  const known = rowIds(file);
  const message = 'is nothing that the month counts';
  const left = without.flatMap((id, index) => (known.has(id) ? [] : [{ path: `without.${index}`, message }]));
  const other = Object.keys(altered).filter((id) => !known.has(id));
  return [...left, ...other.map((id) => ({ path: `altered.${id}`, message }))];
}

/** What has made of a month one that cannot be. */
const changedBy = (asked: Asked): string => {
  if (isAltered(asked)) return 'altered';
  return (['rules', 'choices'] as const).find((kind) => asked[kind].length > 0) ?? 'without';
};

/** The month's sheet, or why it has none. @param isForeign whether somebody else wrote a part of it */
function sheetOf(file: FactsFile, isForeign = false): SheetAnswer | string {
  try {
    const { contracts, cases } = isForeign ? factsFile(file) : file;
    return answerTo(contracts, cases[0]!) as SheetAnswer;
  } catch (error) {
    if (error instanceof Refusal)
      return `the month cannot be scored: ${error.code}, ${error.message} (${error.path})`;
    if (!(error instanceof FormatError)) throw error;
    const [{ place, expected, found }] = error.problems as [FormatError['problems'][number]];
    return `the month cannot be read: ${place}, expected ${expected}, found ${found}`;
  }
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
