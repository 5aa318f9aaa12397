import { type Column, ordinal } from './layout/column.js';
import { chineseInstant, chineseMonth, clockTime, type Instant, type Month, saidBy } from './layout/day.js';
import { facts } from './layout/facts.js';
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
  tests: readonly JointTest[];
  conclusion: string;
  signatures: readonly Signature[];
  review: { by: string; at: Instant; opinion: string } | null;
}

export interface JointTest {
  startedAt: Instant;
  endedAt: Instant;
  place: string;
  /** those of the provider, on site */
  technicians: readonly string[];
  /** 省、市、县对接单位 */
  participants: readonly string[];
  links: readonly LinkTest[];
  problems: readonly { description: string; handling: string; state: string }[];
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

const LINKS: Column<LinkTest>[] = [
  ordinal(7),
  { title: '对接单位', width: 22, value: ({ peer }) => peer },
  { title: '链路或系统', width: 21.5, value: ({ link }) => link },
  { title: '测试项目', width: 20, value: ({ item }) => item },
  { title: '实测情况', width: 20, value: ({ measured }) => measured },
  { title: '结果', width: 9.5, align: 'center', value: ({ passed }) => (passed ? '正常' : '异常') },
];

const PROBLEMS: Column<JointTest['problems'][number]>[] = [
  ordinal(7),
  { title: '问题', width: 38, value: ({ description }) => description },
  { title: '处理情况', width: 38, value: ({ handling }) => handling },
  { title: '状态', width: 17, align: 'center', value: ({ state }) => state },
];

/** @returns the bytes of a .docx @throws RangeError naming the signature, month or instant that is none */
export async function jointTestReportDocx(report: JointTestReport): Promise<Uint8Array> {
  const { head, month, tests, review } = report;
  return word(head, { title: '月度联调报告', period: chineseMonth(month) }, PORTRAIT, [
    heading('一、联调概况'),
    ...prose(overview(report)),
    heading('二、联调情况'),
    ...tests.flatMap((test, index) => session(test, tests.length > 1 ? `第${index + 1}次联调` : '')),
    heading('三、结论'),
    ...prose(report.conclusion, { keepNext: true }),
    gap(),
    together(
      [
        opinion('甲方审核意见', review ? `${review.opinion}\n${saidBy(review.by, review.at)}` : '', PORTRAIT),
        signatures(report.signatures, PORTRAIT),
      ],
      PORTRAIT,
    ),
  ]);
}

function overview({ head, month, tests }: JointTestReport): string {
  const links = tests.flatMap((test) => test.links);
  const failed = links.filter(({ passed }) => !passed).length;
  return (
    `${chineseMonth(month)}，${head.provider}派员驻守现场，配合${head.bureau}与省市有关部门的通信系统联通调试` +
    `${tests.length}次，测试链路${links.length}条，正常${links.length - failed}条，异常${failed}条。`
  );
}

const session = (test: JointTest, title: string) => [
  ...(title ? [subheading(title)] : []),
  facts(
    [
      {
        label: '联调时间',
        text: `${chineseInstant(test.startedAt)} 至 ${clockTime(test.endedAt)}`,
        wide: true,
      },
      { label: '驻守地点', text: test.place, wide: true },
      { label: '驻场技术人员', text: test.technicians.join('、'), wide: true },
      { label: '参加单位', text: test.participants.join('、'), wide: true },
    ],
    PORTRAIT,
  ),
  gap(),
  table(LINKS, test.links, PORTRAIT, { empty: '未测试' }),
  gap(),
  table(PROBLEMS, test.problems, PORTRAIT, { empty: '未发现问题' }),
];
