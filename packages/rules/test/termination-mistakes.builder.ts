import type { Mistake } from './contract-mistakes.builder.js';

/** Slips in the early end of a contract. */
export const TERMINATION_MISTAKES: Record<string, Mistake> = {
  'an end of the contract that is none': {
    file: 'contract.yaml',
    passage: 'timeZone: Asia/Shanghai',
    by: 'termination: { cause: FORCE_MAJEURE, noticeOn: 2026-10-01, lastDay: 2027-06-27 }\ntimeZone: Asia/Shanghai',
    at: 'termination: { cause: FORCE_MAJEURE',
    problem: 'termination.lastDay: expected a day before the last one agreed, 2027-06-27, found "2027-06-27"',
  },
  'an end before its notice': {
    file: 'contract.yaml',
    passage: 'timeZone: Asia/Shanghai',
    by: 'termination: { cause: FORCE_MAJEURE, noticeOn: 2026-10-01, lastDay: 2026-09-30 }\ntimeZone: Asia/Shanghai',
    at: 'termination: { cause: FORCE_MAJEURE',
    problem: 'termination.lastDay: expected the day of the notice 2026-10-01 or later, found "2026-09-30"',
  },
  'a notice before the signing': {
    file: 'contract.yaml',
    passage: 'timeZone: Asia/Shanghai',
    by: 'termination: { cause: FORCE_MAJEURE, noticeOn: 2026-06-01, lastDay: 2026-09-30 }\ntimeZone: Asia/Shanghai',
    at: 'termination: { cause: FORCE_MAJEURE',
    problem: 'termination.noticeOn: expected the signing day 2026-06-28 or later, found "2026-06-01"',
  },
};
