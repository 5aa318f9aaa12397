import { expect, it, jest } from '@jest/globals';
import { evaluate } from '@zhishou/rules/score/neutral/evaluate';
import { factsFile } from '@zhishou/rules/score/neutral/facts-file';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import type { Who } from '@zhishou/testkit/people';
import { Piscina } from 'piscina';
import { running } from './availability.builder.js';
import { CONTRACT_ID, type SheetsWorld } from './sheets.world.js';

/** What anybody can compute of a month that is scored. @param first one that lost points for a fault, plan and call */
export function recomputedStories(world: () => SheetsWorld, first: string) {
  const WHAT_IF = `query ($input: WhatIfInput!) { whatIf(input: $input) { difference
    before { performance { points } remuneration } after { performance { points } remuneration }
    differences { code before after } } }`;
  const ask = (input: object, who: Who = 'dispatcher') => world().ask(who, WHAT_IF, { input });

  it('is written in the neutral format, from which anybody computes the same', async () => {
    const { text } = await world().program('export', first);
    const file = JSON.parse(text) as FactsFile;
    const [answer] = evaluate(factsFile(file));
    const sheet = (await world().sheet(first))!;
    expect(answer).toMatchObject({
      performance: `${sheet.performance.points}`,
      items: expect.objectContaining({ P2: '2', P3: '3', P5: '0', S1: '30' }),
    });
  });

  it('is replayed to the same points, and a changed record is found', async () => {
    expect(await world().program('replay')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('一致'),
    });
    await world().rows('ALTER TABLE scoring DISABLE TRIGGER scored');
    const forge = (from: string, to: string) =>
      world().rows(`UPDATE scoring SET result = replace(result::text, $1, $2)::jsonb WHERE sheet_id = $3`, [
        ...[`"performance": "${from}"`, `"performance": "${to}"`],
        `${CONTRACT_ID}/${first}`,
      ]);
    await forge('60', '61');
    const { exitCode, text } = await world().program('replay', first);
    expect(exitCode).toBe(1);
    expect(text).toContain('performance: 原 kept 61, 重算 replayed 60');
    await forge('61', '60');
    await world().rows('ALTER TABLE scoring ENABLE TRIGGER scored');
  });

  it('shows what it would be without what took its points, and with other rules, in points and in fen', async () => {
    const sheet = (await world().sheet(first))!;
    const worst = sheet.items.find(({ code }) => code === 'P5')!.deductions[0]!.evidence[0]!.id;
    const before = await world().recorded();
    expect(await ask({ month: first, without: [worst] })).toMatchObject({
      whatIf: {
        differences: [{ code: 'P5', before: 0, after: 30 }],
        difference: expect.stringMatching(/^[1-9]/),
      },
    });
    expect(
      await ask({
        month: first,
        rules: [{ item: 'P3', name: 'each', value: 4.5 }],
        choices: [{ name: 'p1.late', value: 'none' }],
      }),
    ).toMatchObject({ whatIf: { differences: [{ code: 'P3', before: 3, after: 0.5 }] } });
    expect(await world().recorded()).toEqual(before);
    const { text } = await world().program('what-if', first, '--without', worst);
    expect(text).toMatch(/P5 +0 +30 +←/);
  });

  it('is computed for one person at a time: who asks on while he waits is told to wait', async () => {
    const compute = Reflect.get(Piscina.prototype, 'run') as (...job: unknown[]) => Promise<unknown>;
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = jest.spyOn(Piscina.prototype, 'run').mockImplementation(async function (
      this: Piscina,
      ...job
    ) {
      await held;
      return Reflect.apply(compute, this, job);
    });
    const answers = [1, 2, 3].map(() => world().answer('dispatcher', WHAT_IF, { input: { month: first } }));
    const refused = await Promise.race(answers);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    // others are not held up by it
    expect(await world().sheet(first, 'supervisor')).toMatchObject({ month: first });
    release();
    holding.mockRestore();
    const data = (await Promise.all(answers)).map((answer) => answer.data ?? null);
    expect(data.filter((one) => one !== null)).toHaveLength(2);
  });

  it('takes null for whatever may be left out', async () => {
    const nothing = { without: null, choices: null, rules: null, contractId: null };
    expect(await ask({ month: first, ...nothing })).toMatchObject({ whatIf: { differences: [] } });
  });

  it.each<[string, object, string]>([
    ['an id of nothing', { without: ['tkt_none'] }, 'without.0'],
    ['no such choice', { choices: [{ name: 'p9.none', value: 'x' }] }, 'choices.0.name'],
    ['no such value', { choices: [{ name: 'p1.late', value: 'x' }] }, 'choices.0.value'],
    ['no such item', { rules: [{ item: 'P0', name: 'each', value: 1 }] }, 'rules.0.item'],
    ['no such number', { rules: [{ item: 'P3', name: 'goal', value: 1 }] }, 'rules.0.name'],
    ['a number that cannot be', { rules: [{ item: 'P3', name: 'each', value: -1 }] }, 'rules.0.value'],
    ['more points than there are', { rules: [{ item: 'P5', name: 'of', value: 100 }] }, 'rules.0.value'],
    ['a month that is not over', { month: running }, 'month'],
  ])('refuses to ask about %s', async (_, wrong, path) => {
    const refusal = await world().refusal('supervisor', WHAT_IF, { input: { month: first, ...wrong } });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  });

  it('refuses by a command what it refuses by a query, with what was written', async () => {
    const worst = (await world().sheet(first))!.items.find(({ code }) => code === 'P5')!.deductions[0]!
      .evidence[0]!.id;
    const refused = async (...options: string[]) => {
      const { exitCode, text } = await world().program('what-if', first, ...options);
      expect(exitCode).toBe(1);
      return text;
    };
    const wrong = ['--choice', 'p5.month=garbage', '--rule', 'P5.goal=', '--without', 'tkt_none'];
    const text = await refused(...wrong);
    expect(text).toContain('p5.month=garbage: is one of repaired, passed');
    expect(text).toContain('P5.goal=: is a number from 0 to 100');
    expect(text).toContain('tkt_none: is nothing that the month counts');
    expect(await refused('--alter', `${worst}={"acceptedAt":"2020-01-01T00:00:00Z"}`)).toContain('BAD_ORDER');
  }, 120_000);

  it('is asked about by those who score and those who are scored', async () => {
    for (const who of ['engineer', 'reporter', 'auditor'] as const)
      expect(await world().refusal(who, WHAT_IF, { input: { month: first } })).toMatchObject({
        code: 'FORBIDDEN',
      });
  });
}
