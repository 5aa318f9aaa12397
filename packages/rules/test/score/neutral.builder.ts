import type { Answer } from '../../src/score/neutral/evaluate.js';
import type {
  NeutralCase,
  NeutralContract,
  NeutralFacts,
  NeutralFault,
} from '../../src/score/neutral/format.types.js';

/** A case with the answer worked out by hand: of a sheet, only the items that are not full. */
export type WorkedCase = Omit<NeutralCase, 'name'> & {
  why: string;
  expect: Partial<Omit<Extract<Answer, { items: object }>, 'items'>> & { items?: Record<string, string> };
};

/** `'10 08:00'` is in July 2026, `'08-01 00:00'` in that year, all in Shanghai. */
export function at(text: string): string {
  const [, month = '07', day, time = ''] = /^(?:(\d\d)-)?(\d\d) ([\d:.]+)$/.exec(text) ?? [];
  return day === undefined ? text : `2026-${month}-${day}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

const YEAR: [string, string] = ['2026-07-01', '2027-06-30'];
const unit = (quantity: number, list = '1') => ({ quantity, list });

/** A hundred units; with a list that ends three days before a month does; a line without units; a leap year. */
export const CONTRACTS: Record<string, NeutralContract> = {
  hundred: {
    signedOn: YEAR[0],
    periods: { 1: YEAR },
    assets: { X28: unit(28), X2: unit(2), X70: unit(70) },
  },
  systems: {
    signedOn: YEAR[0],
    periods: { 1: YEAR },
    assets: {
      X28: { ...unit(28), subsystem: 'a' },
      X2: { ...unit(2), subsystem: 'b' },
      X70: { ...unit(70), subsystem: 'c' },
    },
  },
  lists: {
    signedOn: YEAR[0],
    periods: { 1: YEAR, 3: ['2026-06-28', '2027-06-27'] },
    assets: { L1: unit(90), L3: unit(10, '3'), 'KA-LINK': unit(0) },
  },
  leap: {
    signedOn: '2027-07-01',
    periods: { 1: ['2027-07-01', '2028-06-30'] },
    assets: { Y: unit(10) },
  },
};

/** A general fault without any outage, unless told otherwise; instants as `at` takes them. */
export const fault = (id: string, reportedAt: string, more: Partial<NeutralFault> = {}): NeutralFault => ({
  id,
  asset: 'X70',
  severity: 'GENERAL',
  reportedAt: at(reportedAt),
  units: 0,
  ...more,
});

export const passed = (filedAt: string, testedAt = filedAt) => [
  { filedAt: at(filedAt), testedAt: at(testedAt), passed: true },
];

export const failed = (filedAt: string, testedAt: string) => [
  { filedAt: at(filedAt), testedAt: at(testedAt), passed: false },
];

/** So that a long outage is not late as well. */
export const paused = (from: string, to?: string) => ({
  pauses: [{ approvedAt: at(from), ...(to ? { endedAt: at(to) } : {}) }],
});

export const handedOff = (
  declared: string,
  then: { confirmed?: string; sentBack?: string; returned?: string; carrierResolved?: boolean },
) => ({
  handOffs: [
    {
      declaredAt: at(declared),
      ...(then.confirmed ? { confirmedAt: at(then.confirmed) } : {}),
      ...(then.sentBack ? { sentBackAt: at(then.sentBack) } : {}),
      ...(then.returned ? { returnedAt: at(then.returned) } : {}),
      ...(then.carrierResolved ? { carrierResolved: true } : {}),
    },
  ],
});

export const july = (facts: NeutralFacts) => ({ month: '2026-07', facts });
export const august = (facts: NeutralFacts) => ({ month: '2026-08', facts });

let events = 0;
export const event = (kind: string, more: { points?: number; countIn?: string } = {}) => ({
  id: `E${(events += 1)}`,
  month: '2026-07',
  kind,
  ...more,
});

export const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));
