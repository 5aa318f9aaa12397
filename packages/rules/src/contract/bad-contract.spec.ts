import { describe, expect, it } from '@jest/globals';
import { contractTexts, edited, problemsOf } from '../../test/contract-folder.builder.js';
import { INSPECTION_MISTAKES } from '../../test/inspection-mistakes.builder.js';
import { MISTAKES } from '../../test/contract-mistakes.builder.js';
import { TERMINATION_MISTAKES } from '../../test/termination-mistakes.builder.js';
import type { ContractText } from './parse-contract.js';

const texts = contractTexts('shaoguan-2026');
/** The line, counted from 1, on which the passage begins. */
function lineOf(files: ContractText[], file: string, passage: string): number {
  const text = files.find((candidate) => candidate.file === file)?.text ?? '';
  if (!text.includes(passage)) throw new Error(`${file} does not hold ${passage}`);
  return text.slice(0, text.indexOf(passage)).split('\n').length;
}

describe('a contract folder that is wrong', () => {
  it.each(Object.entries({ ...MISTAKES, ...INSPECTION_MISTAKES, ...TERMINATION_MISTAKES }))(
    '%s',
    (_, { file, passage, by, at, problem }) => {
      const wrong = edited(texts, file, passage, by);
      const reportedIn = problem.startsWith('[') ? 'equipment.csv' : file;
      const expected = `${reportedIn}:${lineOf(wrong, reportedIn, at)} ${problem}`;
      expect(problemsOf(wrong)).toEqual([expected]);
    },
  );

  it('tells every problem at once, file by file', () => {
    const first = edited(texts, 'contract.yaml', 'lists: [2]', 'lists: [7]');
    const second = edited(first, 'faults.yaml', 'response: PT10M', 'response: soon');
    const third = edited(second, 'scores.yaml', 'P9:', 'P10:');
    const places = problemsOf(third).map((problem) => problem.replace(/: expected.*/, ''));
    expect(places.map((place) => place.replace(/:\d+/, ''))).toEqual([
      'contract.yaml periods[1].lists[0]',
      'equipment.csv [48].list_no',
      'faults.yaml severities[0].response',
      'scores.yaml P9',
      'scores.yaml P10',
    ]);
  });

  it('a piece of equipment that no item of the check-list is asked of', () => {
    const unasked = edited(
      edited(texts, 'inspections.yaml', '    mandatory: true\n', '    appliesTo: { lists: [1, 2] }\n'),
      'inspections.yaml',
      '资料更新情况、数据备份\n    clause: 一、3(3)4 第四项\n    except:\n      assets: #',
      '资料更新情况、数据备份\n    clause: 一、3(3)4 第四项\n    except:\n      lists: [3]\n      assets: #',
    );
    const alone = edited(
      edited(
        unasked,
        'inspections.yaml',
        'except: { assets: [L1-S2-06',
        'except: { assets: [L3-17, L1-S2-06',
      ),
      'inspections.yaml',
      'L3-01] # 卫星天线',
      'L3-02] # 卫星天线',
    );
    expect(problemsOf(alone)).toEqual([
      'equipment.csv:118 [116].code: expected an asset that some item of the check-list applies to, found L3-17',
    ]);
  });

  it('a file missing, and one that does not belong there', () => {
    const renamed = texts.map(({ file, text }) => ({ file: file.replace('scores', 'score'), text }));
    const [unknown, missing] = problemsOf(renamed);
    expect(unknown).toMatch(/^score\.yaml:1 expected one of contract\.yaml, .*scores\.yaml/);
    expect(missing).toBe('scores.yaml:1 expected this file in the folder, found none');
  });

  it('a file that is no YAML: the first place where it breaks, not what follows from it', () => {
    const wrong = edited(texts, 'scores.yaml', 'P2:\n', 'P2: [\n');
    const [problem, ...rest] = problemsOf(wrong);
    expect(problem).toMatch(/^scores\.yaml:\d+ expected YAML that can be read/);
    expect(rest).toEqual([]);
  });

  it('a signing day given in place of its own that is no day', () => {
    const [problem, ...rest] = problemsOf(texts, '28.6.2026');
    expect(problem).toMatch(/^contract\.yaml:\d+ signedOn: expected a day, .*found 28\.6\.2026/);
    expect(rest).toEqual([]);
  });
});
