import { describe, expect, it } from '@jest/globals';
import { type AskedChanges, changeProblems, namedChanges } from './asked-changes.js';
import { POINTS } from './read-contract.js';

const rule = (item: string, name: string, value: number): Partial<AskedChanges> => ({
  rules: [{ item, name, value }],
});
const choice = (name: string, value: string): Partial<AskedChanges> => ({ choices: [{ name, value }] });
const problems = (asked: Partial<AskedChanges>) =>
  changeProblems({ choices: [], rules: [], ...asked }, POINTS).map(
    ({ path, message }) => `${path} ${message}`,
  );

describe('what is asked to have been otherwise', () => {
  it.each<[string, Partial<AskedChanges>, string]>([
    ['no choice', choice('p9.none', 'x'), 'choices.0.name is no choice that can be asked'],
    [
      'a choice that is a list',
      choice('score.severities', 'MAJOR'),
      'choices.0.name is no choice that can be asked',
    ],
    ['what every object has', choice('constructor', 'x'), 'choices.0.name is no choice that can be asked'],
    ['no value of it', choice('p5.month', 'garbage'), 'choices.0.value is one of repaired, passed'],
    ['no item', rule('P0', 'each', 1), 'rules.0.item is one of P1, '],
    ['nothing of the item', rule('P3', 'goal', 1), 'rules.0.name is one of of, each'],
    ['less than nothing', rule('P5', 'goal', -5), 'rules.0.value is a number from 0 to 100'],
    ['more than a hundred', rule('P5', 'of', 1_000), 'rules.0.value is a number from 0 to 100'],
    ['no number', rule('P5', 'goal', NaN), 'rules.0.value is a number from 0 to 100'],
    [
      'more points than the sheet has',
      rule('P5', 'of', 31),
      'rules.0.value the items of the sheet would come to 101',
    ],
    [
      'a range that is none',
      rule('S3', 'least', 11),
      'rules.0.value an accident would cost from 11 to 10 points',
    ],
  ])('is refused: %s', (_, asked, message) => {
    expect(problems(asked)).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, Partial<AskedChanges>]>([
    ['a half percent', rule('P5', 'goal', 98.5)],
    ['nothing at all', rule('P3', 'each', 0)],
    [
      'points that go from one item to another',
      { rules: [...rule('P5', 'of', 35).rules!, ...rule('P6', 'of', 10).rules!] },
    ],
    ['another reading', choice('p1.late', 'none')],
  ])('is taken: %s', (_, asked) => {
    expect(problems(asked)).toEqual([]);
  });

  it('is told all at once, and the last word on a rule counts', () => {
    expect(problems({ ...choice('x', 'y'), ...rule('P0', 'each', 1) })).toHaveLength(2);
    const rules = [...rule('P5', 'goal', 90).rules!, ...rule('P5', 'perPoint', 2).rules!];
    expect(namedChanges({ choices: [], rules: [...rules, ...rule('P5', 'goal', 80).rules!] }).rules).toEqual({
      P5: { goal: 80, perPoint: 2 },
    });
  });
});
