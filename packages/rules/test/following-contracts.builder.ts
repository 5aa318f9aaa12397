import type { Contract } from '../src/contract/contract.types.js';
import { contractOf, contractTexts, edited } from './contract-folder.builder.js';

const texts = contractTexts('shaoguan-2026');

/** Signed in March 2026, its list 3 from 28 June 2026 to 27 June 2027. */
export const OLDER = contractOf(texts, '2026-03-01');

/** Signed as the older one ends; its list 3 begins on 28 June 2027, and lists more of one thing. */
export const YOUNGER: Contract = contractOf(
  edited(
    edited(texts, 'contract.yaml', 'id: shaoguan-2026', 'id: shaoguan-2027'),
    'equipment.csv',
    '套,16,高清视频会议终端',
    '套,17,高清视频会议终端',
  ),
  '2027-03-01',
);
