import { describe, expect, it } from '@jest/globals';
import { asksForHelp, parseStartOptions } from './start-options.js';

describe('the options of npm start', () => {
  it('start the Shaoguan contract with every process when nothing is asked', () => {
    const options = parseStartOptions([]);
    expect(options).toMatchObject({
      detach: false,
      fresh: false,
      signedOn: undefined,
      without: [],
      webhooks: [],
    });
    expect(options.contracts).toEqual([expect.stringMatching(/contracts\/shaoguan-2026$/)]);
  });

  it('are listed to whoever asks', () => {
    expect([['--help'], ['--detach', '-h'], ['--detach']].map(asksForHelp)).toEqual([true, true, false]);
  });

  it('take --without and --webhook as often as they are given', () => {
    const args = [
      '--without',
      'notifier',
      '--without=scoring',
      '--webhook',
      'http://127.0.0.1:9/a',
      '--webhook',
      'https://b.test',
    ];
    const options = parseStartOptions(args);
    expect(options.without).toEqual(['notifier', 'scoring']);
    expect(options.webhooks).toEqual(['http://127.0.0.1:9/a', 'https://b.test']);
  });

  it.each([
    [['--demo'], { months: 7, faults: 350, seed: 7 }],
    [['--months', '12', '--faults', '600'], { months: 12, faults: 600, seed: 7 }],
    // what `npm run simulate` begins with is said again by whoever wants something else
    [['--months', '12', '--months', '2', '--seed', '1'], { months: 2, faults: 350, seed: 1 }],
  ])('%j make up %j', (args, simulation) => {
    expect(parseStartOptions(args)).toMatchObject({ simulation });
  });

  it.each([
    [['--months', '13'], '--months 13'],
    [['--demo', '--faults', 'many'], '--faults many'],
    [['--faults', '10'], '--faults'],
    [['--demo', '--signed', '2026-06-28'], '--signed'],
    [['--frish'], '--frish'],
    [['contracts/other'], 'contracts/other'],
    [['--signed', '2026-02-30'], '2026-02-30'],
    [['--webhook', 'ftp://files.test'], 'ftp://files.test'],
    [['--webhook', 'nonsense'], 'nonsense'],
    [['--contract'], '--contract'],
  ])('refuse %j, naming it and listing every option', (args, named) => {
    expect(() => parseStartOptions(args)).toThrow(named);
    for (const option of ['--detach', '--fresh', '--contract', '--signed', '--without', '--webhook']) {
      expect(() => parseStartOptions(args)).toThrow(option);
    }
  });
});
