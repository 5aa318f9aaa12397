import { PROBLEMS, type ServiceVerdict } from './verdict.js';

/** A line for each, for whoever runs a program. */
export const verdictsInWords = (verdicts: readonly ServiceVerdict[]): string =>
  verdicts.map((verdict) => `${verdict.service.padEnd(12)} ${wordsOf(verdict)}`).join('\n');

/** 0 where something was looked at and all of it is whole. */
export const exitCodeOf = (verdicts: readonly ServiceVerdict[]): number =>
  verdicts.length > 0 && verdicts.every(({ ok }) => ok) ? 0 : 1;

const NOUNS: Record<string, [one: string, many: string]> = {
  heads: ['head', 'heads'],
  facts: ['fact', 'facts'],
  sheet: ['sheet', 'sheets'],
};

function wordsOf({ service, entries, seq, problem, detail }: ServiceVerdict): string {
  const [one, many] = NOUNS[service] ?? ['entry', 'entries'];
  if (!problem) return `whole, ${entries} ${entries === 1 ? one : many}`;
  return `BROKEN: ${one}${seq ? ` ${seq}` : ''} ${PROBLEMS[problem]}${detail ? ` (${detail})` : ''}`;
}
