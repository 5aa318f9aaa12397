import { describe, expect, it } from '@jest/globals';
import { scoreArguments } from './score.arguments.js';

describe('npm run score --', () => {
  it('reads month, contract and options in any order', () => {
    const words = ['what-if', '--rule', 'P5.goal=95', '2026-07', '--contract', 'c', '--without', 'tkt_1'];
    expect(scoreArguments(words)).toEqual({
      command: 'what-if',
      month: '2026-07',
      contractId: 'c',
      options: [
        { kind: 'rules', text: 'P5.goal=95' },
        { kind: 'without', text: 'tkt_1' },
      ],
    });
    expect(scoreArguments(['replay'])).toEqual({ command: 'replay', options: [] });
  });

  it.each([
    [['export'], '请指明月份'],
    [['export', '2026-07', '2026-08'], 'not understood: 2026-08'],
    [['export', '2026-07', '--rule', 'P5.goal=1'], 'not understood: --rule P5.goal=1'],
    [['replay', '2026-7'], 'not understood: 2026-7'],
    [['replay', '--contract'], 'not understood: --contract'],
    [['what-if', '2026-07', '--without'], 'not understood: --without'],
    [['what-if', '2026-07', '--constructor', 'x'], 'not understood: --constructor x'],
  ])('refuses %j', (words, message) => {
    expect(() => scoreArguments(words)).toThrow(message);
  });
});
