import type { Contract } from '../../contract/contract.types.js';
import { dayOf } from '../../month.js';
import { DEFAULT_CHOICES } from './choices.js';
import type { NeutralContract } from './format.types.js';

const HOUR_MS = 3_600_000;

/** A contract in the neutral format, with all its rules and choices: whoever has it needs no other. */
export function writeContract(contract: Contract): NeutralContract {
  const assets: NeutralContract['assets'] = {};
  const periods: NeutralContract['periods'] = {};
  for (const { code, from, to } of contract.periods) periods[code] = [dayOf(from), dayOf(to - 1)];
  for (const { code, quantity, listNo, subsystemNo, ...asset } of contract.assets) {
    if (quantity === 0) continue;
    const span: [string, string] = [asset.coveredFromDay, asset.coveredToDay];
    const list = listKey(periods, String(listNo), span);
    periods[list] = span;
    assets[code] = { quantity, list, subsystem: `${listNo} ${subsystemNo}` };
  }
  const hours = ({ RESOLVE }: { RESOLVE: number }) => RESOLVE / HOUR_MS;
  const { MAJOR, GENERAL, CONSULTATION } = contract.budgets;
  return {
    signedOn: contract.signedOn,
    assets,
    periods,
    resolve: { MAJOR: hours(MAJOR), GENERAL: hours(GENERAL), CONSULTATION: hours(CONSULTATION) },
    rules: Object.fromEntries(
      Object.entries(contract.scores)
        .filter(([code]) => code !== 'D')
        .map(([code, { title: _title, clause: _clause, ...points }]) => [code, points]),
    ),
    choices: { ...DEFAULT_CHOICES, ...known(contract.choices) },
  };
}

/** Equipment of one list may have a period of its own (an addendum): it is written as a list beside. */
function listKey(periods: NeutralContract['periods'], list: string, [from, to]: [string, string]): string {
  const same = (key: string) => !periods[key] || (periods[key][0] === from && periods[key][1] === to);
  return same(list) ? list : `${list} ${from}…${to}`;
}

/** Those of a contract's choices that a score asks for. */
const known = (choices: Contract['choices']) =>
  Object.fromEntries(Object.entries(choices).filter(([name]) => name in DEFAULT_CHOICES));
