import { isMonth } from '@zhishou/rules/month';
import { Refused } from './score.refused.js';

const KINDS = {
  '--without': 'without',
  '--alter': 'altered',
  '--choice': 'choices',
  '--rule': 'rules',
} as const;

/** Of `what-if`: `--without ID`, `--choice name=value`, `--rule P5.goal=95`, `--alter ID={"units":0}`. */
export interface WhatIfOption {
  kind: (typeof KINDS)[keyof typeof KINDS];
  text: string;
}

export interface ScoreArguments {
  command: string;
  month?: string;
  contractId?: string;
  options: WhatIfOption[];
}

const wrong = (message: string): Refused => new Refused(message, 2);

/** What was written after `npm run score --`. @throws Refused for what is not understood, or is missing */
export function scoreArguments([command = '', ...words]: readonly string[]): ScoreArguments {
  const read: ScoreArguments = { command, options: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    if (isMonth(word) && read.month === undefined) {
      read.month = word;
      continue;
    }
    const value = words[(index += 1)];
    const isOption = command === 'what-if' && Object.hasOwn(KINDS, word);
    if (value === undefined || !(isOption || word === '--contract'))
      throw wrong(`看不懂 not understood: ${word}${value === undefined ? '' : ` ${value}`}`);
    if (isOption) read.options.push({ kind: KINDS[word as keyof typeof KINDS], text: value });
    else read.contractId = value;
  }
  if (command !== 'replay' && read.month === undefined)
    throw wrong('请指明月份 name a month, such as 2026-07');
  return read;
}
