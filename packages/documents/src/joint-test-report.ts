import { type Column, ordinal } from './layout/column.js';
import { chineseInstant, chineseMonth, chinesePeriod, type Instant, type Month } from './layout/day.js';
import { type Fact, facts } from './layout/facts.js';
import { type Head } from './layout/head.js';
import { opinion } from './layout/opinion.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose, subheading } from './layout/paragraph.js';
import { type Signature, signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** 《月度联调报告》 (六、2): the link tests of a month with province and city, a technician of the provider on site. */
export interface JointTestReport {
  head: Head;
  month: Month;
  preparedBy: string;
  /** when the last of the tests was put on record */
  recordedAt: Instant;
  tests: readonly JointTest[];
  signatures: readonly Signature[];
}

/** What nobody has told is not printed, rather than printed as if there were none. */
export interface JointTest {
  startedAt: Instant;
  /** null: not told */
  endedAt: Instant | null;
  /** empty: not told */
  place: string;
  /** those of the provider, on site */
  technicians: readonly string[];
  /** 省、市、县对接单位; empty: not told */
  participants: readonly string[];
  /** empty: not told one by one */
  links: readonly LinkTest[];
  /** null: not told; empty: there were none */
  problems: readonly Problem[] | null;
  /** what was tested and how it went, in words */
  result: string;
}

export interface LinkTest {
  peer: string;
  /** `Ka卫星链路` */
  link: string;
  /** what was tried: `双向音视频` */
  item: string;
  /** what was measured: `下行38.2Mbit/s` */
  measured: string;
  passed: boolean;
}

export interface Problem {
  description: string;
  handling: string;
  /** `已解决` */
  state: string;
}

const LINKS: Column<LinkTest>[] = [
  ordinal(7),
  { title: '对接单位', width: 22, value: ({ peer }) => peer },
  { title: '链路或系统', width: 21.5, value: ({ link }) => link },
  { title: '测试项目', width: 20, value: ({ item }) => item },
  { title: '实测情况', width: 20, value: ({ measured }) => measured },
  { title: '结果', width: 9.5, align: 'center', value: ({ passed }) => (passed ? '正常' : '异常') },
];

const PROBLEMS: Column<Problem>[] = [
  ordinal(7),
  { title: '问题', width: 38, value: ({ description }) => description },
  { title: '处理情况', width: 38, value: ({ handling }) => handling },
  { title: '状态', width: 17, align: 'center', value: ({ state }) => state },
];

/** @returns the bytes of a .docx @throws RangeError naming the signature, month or instant that is none */
export async function jointTestReportDocx(report: JointTestReport): Promise<Uint8Array> {
  const { head, month, tests } = report;
  const titles = tests.length > 1 ? tests.map((_, index) => `第${index + 1}次联调`) : [''];
  return word(head, { title: '月度联调报告', period: chineseMonth(month) }, PORTRAIT, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '编制人', text: report.preparedBy },
        { label: '登记时间', text: chineseInstant(report.recordedAt) },
      ],
      PORTRAIT,
    ),
    heading('一、联调概况'),
    ...prose(overview(report)),
    heading('二、联调情况'),
    ...tests.flatMap((test, index) => session(test, titles[index] ?? '')),
    heading('三、联调结果'),
    ...tests.flatMap(({ result }, index) =>
      prose(titles[index] ? `${titles[index]}：${result}` : result, { keepNext: index === tests.length - 1 }),
    ),
    gap(),
    together([opinion('甲方审核意见', '', PORTRAIT), signatures(report.signatures, PORTRAIT)], PORTRAIT),
  ]);
}

function overview({ head, month, tests }: JointTestReport): string {
  const held =
    `${chineseMonth(month)}，${head.provider}派员驻守现场，配合${head.bureau}与省市有关部门的通信系统联通调试` +
    `${tests.length}次`;
  // where one of the tests tells of none, the sum of the others is not that of the month
  if (tests.some(({ links }) => links.length === 0)) return `${held}。`;
  const links = tests.flatMap((test) => test.links);
  const failed = links.filter(({ passed }) => !passed).length;
  return `${held}，测试链路${links.length}条，正常${links.length - failed}条，异常${failed}条。`;
}

const session = (test: JointTest, title: string) => [
  ...(title ? [subheading(title)] : []),
  facts(factsOf(test), PORTRAIT),
  ...(test.links.length > 0 ? [gap(), table(LINKS, test.links, PORTRAIT)] : []),
  ...(test.problems ? [gap(), table(PROBLEMS, test.problems, PORTRAIT, { empty: '未发现问题' })] : []),
];

const factsOf = ({ startedAt, endedAt, place, technicians, participants }: JointTest): Fact[] =>
  [
    {
      label: '联调时间',
      text: endedAt === null ? chineseInstant(startedAt) : chinesePeriod(startedAt, endedAt),
    },
    { label: '驻守地点', text: place },
    { label: '驻场技术人员', text: technicians.join('、') },
    { label: '参加单位', text: participants.join('、') },
  ]
    .filter(({ text }) => text !== '')
    .map((fact) => ({ ...fact, wide: true }));
