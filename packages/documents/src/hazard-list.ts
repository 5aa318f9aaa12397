import { type Column, ordinal } from './layout/column.js';
import { chineseDay, chineseMonth, type Day, type Month } from './layout/day.js';
import { facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { LANDSCAPE } from './layout/paper.js';
import { gap, heading } from './layout/paragraph.js';
import { sheet } from './layout/sheet.js';
import { signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { word } from './layout/word.js';

/** A hazard as the lists print it (一、3(8)): found, consented to by the bureau, rectified, verified. */
export interface Hazard {
  /** `YH-2026-08-001` */
  number: string;
  equipment: string;
  description: string;
  foundOn: Day;
  /** what the provider proposes to do */
  proposal: string;
  /** who, when, and whether, each on a line; empty while the bureau has not answered */
  consent: string;
  /** what was done, by whom, when */
  rectification: string;
  dueOn: Day | null;
  /** of an open one `待甲方同意`, `整改中` … */
  state: string;
  /** gone; or the bureau lives with it; or neither yet */
  standing: 'OPEN' | 'CLOSED' | 'DECLINED';
  /** was open already when the month began */
  carriedOver: boolean;
}

/** 《月度隐患汇总》 (一、3(8)): at the end of each month. */
export interface HazardList {
  head: Head;
  month: Month;
  preparedBy: string;
  hazards: readonly Hazard[];
}

const COLUMNS: Column<Hazard>[] = [
  ordinal(7),
  { title: '隐患编号', width: 18, align: 'center', value: ({ number }) => number },
  { title: '设备', width: 17, value: ({ equipment }) => equipment },
  { title: '隐患情况', width: 20, value: ({ description }) => description },
  { title: '发现日期', width: 21, align: 'center', value: ({ foundOn }) => chineseDay(foundOn) },
  { title: '整改建议', width: 17, value: ({ proposal }) => proposal },
  { title: '甲方意见', width: 21, value: ({ consent }) => consent },
  { title: '整改情况', width: 21, value: ({ rectification }) => rectification },
  {
    title: '整改期限',
    width: 21,
    align: 'center',
    value: ({ dueOn }) => (dueOn === null ? '' : chineseDay(dueOn)),
  },
  {
    title: '状态',
    width: 12,
    align: 'center',
    value: ({ state, carriedOver }) => (carriedOver ? `${state}（上月结转）` : state),
  },
];

const thoseThat = (hazards: readonly Hazard[], standing: Hazard['standing']): Hazard[] =>
  hazards.filter((hazard) => hazard.standing === standing);

const TITLE = '月度隐患汇总';

/** `本月新增2项，上月结转1项；已闭环1项，未闭环2项，转入下月跟踪。` */
export function hazardCounts(hazards: readonly Hazard[]): string {
  const carried = hazards.filter(({ carriedOver }) => carriedOver).length;
  const count = (standing: Hazard['standing']) => thoseThat(hazards, standing).length;
  const open = count('OPEN');
  return [
    `本月新增${hazards.length - carried}项，上月结转${carried}项；已闭环${count('CLOSED')}项`,
    count('DECLINED') > 0 && `甲方不同意整改${count('DECLINED')}项`,
    `未闭环${open}项`,
    open > 0 && '转入下月跟踪',
  ]
    .filter(Boolean)
    .join('，')
    .concat('。');
}

/** @returns the bytes of a .docx @throws RangeError for a day or month that is none */
export async function hazardListDocx(list: HazardList): Promise<Uint8Array> {
  const { head, hazards, preparedBy } = list;
  const part = (standing: Hazard['standing']) =>
    table(COLUMNS, thoseThat(hazards, standing), LANDSCAPE, { size: SIZE.small + 1, empty: '无' });
  const hasDeclined = thoseThat(hazards, 'DECLINED').length > 0;
  return word(head, { title: TITLE, period: chineseMonth(list.month) }, LANDSCAPE, [
    facts(
      [
        { label: '甲方', text: head.bureau },
        { label: '乙方', text: head.provider },
        { label: '汇总情况', text: hazardCounts(hazards), wide: true },
      ],
      LANDSCAPE,
    ),
    heading('一、未闭环隐患'),
    part('OPEN'),
    heading('二、本月已闭环隐患'),
    part('CLOSED'),
    ...(hasDeclined ? [heading('三、甲方不同意整改的隐患'), part('DECLINED')] : []),
    gap(),
    signatures([{ role: '乙方项目负责人', name: preparedBy }, { role: '甲方监督管理员' }], LANDSCAPE),
  ]);
}

/** @returns the bytes of an .xlsx */
export async function hazardListXlsx(list: HazardList): Promise<Uint8Array> {
  const { head, hazards, preparedBy } = list;
  return sheet(head, {
    title: `${TITLE}（${chineseMonth(list.month)}）`,
    lines: [
      `甲方：${head.bureau}　　乙方：${head.provider}`,
      `编制人：${preparedBy}　　${hazardCounts(hazards)}`,
    ],
    columns: COLUMNS,
    rows: hazards,
    signers: ['乙方项目负责人', '甲方监督管理员'],
  });
}
