import { describe, expect, it } from '@jest/globals';
import { contractOf, contractTexts, parse } from '../../test/contract-folder.builder.js';
import { readCsv, writeOfficeCsv } from './csv.js';
import { EQUIPMENT } from './equipment.subject.js';
import { HOLIDAYS } from './holidays.subject.js';
import type { Cell, ImportSubject } from './import-subject.js';
import { type ImportPlan, planImport } from './plan-import.js';

const texts = contractTexts('shaoguan-2026');
const textOf = ({ file }: ImportSubject): string => texts.find((one) => one.file === file)!.text;
const withText = (file: string, text: string) =>
  texts.map((one) => (one.file === file ? { file, text } : one));

const planned = (subject: ImportSubject, cells: Cell[][], replace = false): ImportPlan =>
  planImport({
    subject,
    text: textOf(subject),
    cells,
    replace,
    check: (text) => {
      const parsed = parse(withText(subject.file, text));
      return 'problems' in parsed ? parsed.problems : [];
    },
  });

const told = ({ changes }: ImportPlan) =>
  changes.map(({ row, change, key, fields }) =>
    [row, change, key, ...fields.map(({ column, from, to }) => `${column} ${from}→${to}`)].join(' '),
  );
const wrong = ({ problems }: ImportPlan) =>
  problems.map(({ row, column, message }) => `${row} ${column} ${message.replace(/.*；现为：/, '')}`);
const added = (plan: ImportPlan): string =>
  plan.text
    .split('\n')
    .filter((line) => !textOf(EQUIPMENT).includes(line))
    .join('\n');

const NEW = [
  'L1-S1-09',
  1,
  '应急指挥调度系统软硬件清单',
  1,
  '市区县高清视频会议（会商）系统',
  9,
  '新终端',
  '台',
  2,
];
const NEW_HEAD = [
  '设备编号',
  '清单号',
  '清单名称',
  '子系统号',
  '子系统名称',
  '序号',
  '设备名称',
  '单位',
  '数量',
];

describe('importing equipment', () => {
  it('changes a line by its code, however it is typed, and leaves columns it does not have', () => {
    const plan = planned(EQUIPMENT, [
      ['数量', '编号', '品牌'],
      ['１７', 'ｌ１－ｓ１－02', ' 华为 '],
      [null, '', '  '],
      [1, 'L1-S1-01', null],
    ]);
    expect(told(plan)).toEqual(['2 CHANGED L1-S1-02 vendor →华为 quantity 16→17', '4 UNCHANGED L1-S1-01']);
    expect(wrong(plan)).toEqual([]);
    expect(added(plan)).toBe(
      'L1-S1-02,1,应急指挥调度系统软硬件清单,1,市区县高清视频会议（会商）系统,,,2,高清视频会议终端,华为,,,套,17,高清视频会议终端,1',
    );
  });

  it('adds a line behind those of its subsystem, covered from its own first day', () => {
    const plan = planned(EQUIPMENT, [
      ['韶关市应急管理局'],
      [...NEW_HEAD, '起保日'],
      [...NEW, new Date('2026-11-01T00:00:00Z')],
    ]);
    expect(plan.problems).toEqual([]);
    const { assets } = contractOf(withText('equipment.csv', plan.text));
    const at = assets.findIndex(({ code }) => code === 'L1-S1-09');
    expect(assets[at - 1]!.code).toBe('L1-S1-08');
    expect(assets[at]).toMatchObject({
      quantity: 2,
      sourceText: '新终端',
      majorScope: false,
      coveredFromDay: '2026-11-01',
      coveredFrom: Date.parse('2026-11-01T00:00:00+08:00'),
      coveredToDay: '2027-06-27',
    });
    expect(assets[at - 1]).toMatchObject({ coveredFromDay: '2026-06-28' });
  });

  it('keeps what the table leaves out, unless it is to replace the list', () => {
    const cells = readCsv(textOf(EQUIPMENT)).filter(([code]) => code !== 'L1-S1-03');
    expect(planned(EQUIPMENT, cells).text).toBe(textOf(EQUIPMENT));
    const plan = planned(EQUIPMENT, cells, true);
    expect(told(plan).filter((line) => !line.includes('UNCHANGED'))).toEqual([' REMOVED L1-S1-03']);
    expect(plan.text).not.toContain('L1-S1-03');
  });

  it('says what the rest of the contract has against a removal', () => {
    const cells = readCsv(textOf(EQUIPMENT)).filter(([, list]) => list !== '3');
    expect(planned(EQUIPMENT, cells, true).contractProblems).toContainEqual(
      expect.objectContaining({ file: 'contract.yaml', field: 'periods[2].lists[0]' }),
    );
  });

  it('names every mistake by row and column at once', () => {
    const plan = planned(EQUIPMENT, [
      ['code', '数量', '单位', '起保日', '清单号'],
      ['L1-S1-01', 'abc', '套', '', 1],
      ['L1-S1-02', 0, '', '2027-06-28', 1],
      ['L1-S1-03', 3, '台', '2026-02-30', 7],
      ['L1-S1-01', 3, '台', '', 1],
      ['=L1', 3, '台', '', 1],
    ]);
    expect(wrong(plan)).toEqual(
      expect.arrayContaining([
        '2 数量 abc',
        '3 数量 0',
        '3 单位 空',
        '5  L1-S1-01 与第 2 行重复',
        '6 设备编号 =L1',
      ]),
    );
    const sound = planned(EQUIPMENT, [
      ['code', '起保日', '清单号'],
      ['L1-S1-02', '2027/6/28', 1],
      ['L1-S1-03', '2026年2月30日', 7],
    ]);
    expect(wrong(sound)).toEqual(['2 起保日 2027-06-28', '3 清单号 7']);
  });

  it.each<[string, Cell[][], string[]]>([
    ['no headings', [['L1-S1-01', 1]], ['0  前 20 行里没有表头：至少要有「设备编号」']],
    ['nothing', [], ['0  前 20 行里没有表头：至少要有「设备编号」']],
    [
      'too much',
      [['code'], ...Array.from({ length: 10_001 }, (_, n) => [`A${n}`])],
      ['0  有 10001 行：一次最多 10000 行'],
    ],
    [
      'a heading twice',
      [
        ['code', '数量', 'quantity'],
        ['L1-S1-01', 1, 1],
      ],
      ['1 quantity 这一列出现了两次'],
    ],
    [
      'a cell too long',
      [
        ['code', '型号'],
        ['L1-S1-01', 'x'.repeat(1_001)],
      ],
      ['2 型号 超过 1000 个字'],
    ],
  ])('refuses a table with %s', (_, cells, problems) => {
    expect(wrong(planned(EQUIPMENT, cells))).toEqual(problems);
  });

  it.each([
    ['a heading it does not know', ['数星'], '数星'],
    ['cells under no heading', [null], '第 2 列'],
  ])('refuses %s, which may be a slip', (_, heading, column) => {
    const { problems } = planned(EQUIPMENT, [
      ['code', ...heading],
      ['L1-S1-01', '2'],
    ]);
    expect(problems).toEqual([{ row: 1, column, message: expect.stringContaining('不认识这一列') }]);
  });
});

describe('importing holidays', () => {
  const HEAD = ['类别', '节日', '首日', '末日'];

  it('takes a year anew: days move, days worked are added, comments and layout stay', () => {
    const plan = planned(HOLIDAYS, [
      HEAD,
      ['放假', '春节', '2027/2/5', '2027年2月11日'],
      ['放假', '元旦', new Date('2027-01-01T00:00:00Z'), ''],
      ['放假', '校庆', '2027-05-20', null],
      ['上班', '春节', '2027-02-20', null],
    ]);
    expect(plan.problems).toEqual([]);
    expect(told(plan)).toEqual([
      '2 CHANGED 放假 春节 2027 to 2027-02-08→2027-02-11',
      '3 UNCHANGED 放假 元旦 2027',
      '4 ADDED 放假 校庆 2027',
      '5 ADDED 上班 2027-02-20',
    ]);
    const before = textOf(HOLIDAYS);
    expect(plan.text).toBe(
      before
        .replace('to: 2027-02-08', 'to: 2027-02-11')
        .replace(
          /( +)- \{ name: 端午节, from: 2027.*\n/,
          '$1- { name: 校庆, from: 2027-05-20, to: 2027-05-20 }\n$&',
        )
        .replace('2026-10-10]', '2026-10-10, 2027-02-20]'),
    );
  });

  it('names every mistake by row and column', () => {
    const plan = planned(HOLIDAYS, [
      HEAD,
      ['调休', '春节', '2027-02-20', ''],
      ['上班', '', '2027-02-20', '2027-02-21'],
      ['放假', '中秋节', '2027-09-15', '2027-09-14'],
      ['放假', '国庆节', '国庆', ''],
      ['放假', '', '2028-01-01', ''],
    ]);
    expect(wrong(plan)).toEqual(
      expect.arrayContaining(['2 类别 调休', '3 末日 2027-02-21', '5 首日 国庆', '6 节日 空']),
    );
    const late = planned(HOLIDAYS, [HEAD, ['放假', '中秋节', '2027-09-15', '2027-09-14']]);
    expect(wrong(late)).toEqual(['2 末日 2027-09-14']);
  });
});

describe('what was exported', () => {
  it.each([
    ['equipment', EQUIPMENT],
    ['holidays', HOLIDAYS],
  ])('changes nothing when it is imported: %s of both folders', (_, subject) => {
    for (const folder of ['shaoguan-2026', 'demo-seconds']) {
      const text = contractTexts(folder).find(({ file }) => file === subject.file)!.text;
      const lines = subject.read(text);
      const cells = [
        subject.columns.map(({ title }) => title),
        ...lines.map((line) => subject.columns.map(({ key }) => line[key] ?? '')),
      ];
      const plan = planImport({
        subject,
        text,
        cells: readCsv(writeOfficeCsv(cells)),
        replace: true,
        check: () => [],
      });
      expect(plan.problems).toEqual([]);
      expect(plan.text).toBe(text);
      expect(subject.write(text, lines)).toBe(text);
    }
  });
});
