import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScoreCommand } from './score-command.js';

const EXAMPLE = fileURLToPath(new URL('../../../../docs/facts.example.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'score-'));
afterAll(() => rmSync(folder, { recursive: true }));

function evaluateText(text: string) {
  const file = join(folder, 'facts.json');
  writeFileSync(file, text);
  return runScoreCommand(['evaluate', file]);
}

describe('npm run score -- evaluate', () => {
  it('answers every case of the documented example as it says', () => {
    const { cases } = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { cases: { expect: object }[] };
    const { exitCode, text } = runScoreCommand(['evaluate', EXAMPLE]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(text)).toEqual(cases.map((own) => own.expect));
  });

  it('reads a file that a Windows program has written, and answers no cases with none', () => {
    const { exitCode, text } = evaluateText('\uFEFF{"contracts": {}, "cases": []}');
    expect({ exitCode, answers: JSON.parse(text) as unknown }).toEqual({ exitCode: 0, answers: [] });
  });

  it.each([
    ['{"cases": [', '不是 JSON'],
    ['[]', '整个文件 the whole file：应为 expected object，实为 found []'],
    [
      '{"contracts": {}, "cases": [{"name": "七月", "month": "2026-07", "facts": {"faults": [{"id": 1}]}}]}',
      'cases[0].facts.faults[0].id（案例 case 七月）：应为 expected string，实为 found 1',
    ],
  ])('says in Chinese first what is wrong with %s', (text, words) => {
    const outcome = evaluateText(text);
    expect(outcome.exitCode).toBe(1);
    expect(outcome.text).toContain(words);
  });

  it('says that a file is not there', () => {
    expect(runScoreCommand(['evaluate', '/nowhere.json'])).toEqual({
      exitCode: 1,
      text: '/nowhere.json：没有这个文件 no such file',
    });
  });

  it.each([[[]], [['evaluate']], [['evalute', EXAMPLE]], [['evaluate', EXAMPLE, 'more']]])(
    'tells how it is used when called with %j',
    (args) => {
      expect(runScoreCommand(args)).toEqual({ exitCode: 2, text: expect.stringContaining('用法 usage') });
    },
  );
});
