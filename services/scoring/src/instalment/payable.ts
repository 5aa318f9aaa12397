import type { SettledAmounts } from '@zhishou/rules/settlement/settlement-case';
import type { Instalment } from './instalment.entity.js';

/** What is to be paid of it; of the last one, before the contract is settled, as it looks now. Fen. */
export const payableOf = (
  { no, process }: Pick<Instalment, 'no' | 'process'>,
  amounts: SettledAmounts | null,
): number => process.amounts?.payable ?? amounts?.payable[no - 1] ?? process.gross;
