import type { Paragraph, Table } from 'docx';
import { type AnalysedFault, CLOCKS, FAULTS, overview, STEPS } from './fault-analysis.rows.js';
import { chineseMonth, type Month } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { PORTRAIT } from './layout/paper.js';
import { gap, heading, prose, subheading } from './layout/paragraph.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** 《系统故障处理分析报告》 (六、3) of one fault, or of all that were closed in a month. */
export interface FaultAnalysis {
  head: Head;
  /** null: of the one fault alone */
  month: Month | null;
  faults: readonly AnalysedFault[];
}

const TITLE = '系统故障处理分析报告';
const SMALL = { size: SIZE.small + 1 };
const NUMERALS = '一二三四五六七八九十';

/** @returns the bytes of a .docx @throws RangeError naming the month or instant that is none */
export async function faultAnalysisDocx({ head, month, faults }: FaultAnalysis): Promise<Uint8Array> {
  const [single] = faults;
  const period = month === null ? `工单${single?.ticket ?? ''}` : chineseMonth(month);
  const numbered = (no: number, text: string) => heading(`${NUMERALS[no]}、${text}`);
  const below = (no: number, text: string) => subheading(`（${NUMERALS[no]}）${text}`);
  return word(head, { title: TITLE, period }, PORTRAIT, [
    ...(month !== null
      ? [
          heading('本月故障'),
          table(FAULTS, faults, PORTRAIT, { ...SMALL, empty: '本月无结单的故障' }),
          ...faults.flatMap((fault, index) => [
            heading(`故障${index + 1}　${fault.ticket}`),
            ...analysis(fault, below),
          ]),
        ]
      : faults.flatMap((fault) => analysis(fault, numbered))),
    gap(),
    together(
      [signatures([{ role: '乙方处理人' }, { role: '乙方项目负责人' }, ...BUREAU], PORTRAIT)],
      PORTRAIT,
    ),
  ]);
}

const BUREAU = [{ role: '甲方使用部门' }, { role: '甲方监督管理员' }];

function analysis(
  fault: AnalysedFault,
  title: (no: number, text: string) => Paragraph,
): (Paragraph | Table)[] {
  const said = (no: number, text: string, words: string) => [title(no, text), ...prose(words || '无。')];
  return [
    title(0, '故障概况'),
    facts(overview(fault), PORTRAIT),
    ...said(1, '故障现象', fault.phenomenon),
    title(2, '处理过程'),
    table(STEPS, fault.steps, PORTRAIT, SMALL),
    title(3, '时限完成情况'),
    table(CLOCKS, fault.clocks, PORTRAIT, SMALL),
    ...said(4, '原因分析', fault.cause),
    ...said(5, '处理措施', fault.handling),
    ...said(6, '责任分析', fault.responsibility),
    ...said(7, '经验教训与改进措施', fault.lessons),
  ];
}
