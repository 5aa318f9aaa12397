import { type Equipment, equipmentColumns } from './equipment.js';
import { type Column, ordinal } from './layout/column.js';
import {
  chineseDay,
  chineseInstant,
  chineseMonth,
  clockTime,
  type Day,
  type Instant,
  type Month,
  saidBy,
} from './layout/day.js';
import { type Fact, facts } from './layout/facts.js';
import { SIZE } from './layout/font.js';
import { type Head } from './layout/head.js';
import { opinion } from './layout/opinion.js';
import { LANDSCAPE } from './layout/paper.js';
import { gap, heading, note } from './layout/paragraph.js';
import { type Photo, photos } from './layout/photos.js';
import { type Signature, signatures } from './layout/signatures.js';
import { table } from './layout/table.js';
import { together } from './layout/together.js';
import { word } from './layout/word.js';

/** A result of the check-list; what is not recorded yet is left blank, to be filled in by hand. */
export type CheckResult = 'OK' | 'ABNORMAL' | 'NOT_APPLICABLE';

/** 《巡检记录表》 (一、3(3)3；附件一 1): what was found on a visit, signed on site. Without results it is the empty form. */
export interface VisitRecord {
  head: Head;
  month: Month;
  /** `2026-08-03`; of a redone visit that of its redo */
  plannedOn: Day;
  place: string;
  /** 1 for a first visit; what was rejected is done again as the next */
  round: number;
  startedAt: Instant | null;
  endedAt: Instant | null;
  /** where it was written offline: when it arrived */
  receivedAt?: Instant;
  engineers: readonly string[];
  supervisor: string;
  contact: string;
  checklist: readonly { code: string; title: string }[];
  equipment: readonly CheckedEquipment[];
  remarks: string;
  photos: readonly Photo[];
  /** how many more there are that are not printed */
  photosLeftOut: number;
  signatures: readonly Signature[];
  review: { by: string; at: Instant; accepted: boolean; reason: string } | null;
  /** SHA-256 in hexadecimal of what the signatures are over */
  contentHash: string | null;
}

export interface CheckedEquipment extends Equipment {
  /** by the code of the check-list's item */
  results: Readonly<Record<string, { result: CheckResult; note?: string } | undefined>>;
}

const MARKS: Record<CheckResult, string> = { OK: '√', ABNORMAL: '×', NOT_APPLICABLE: '／' };
const ITEM_GROUP = '巡检项目及结果';

/** @returns the bytes of a .docx @throws RangeError naming the picture, day or instant that is none */
export async function visitRecordDocx(record: VisitRecord): Promise<Uint8Array> {
  const { checklist, head, month } = record;
  const legend = checklist.map(({ title }, index) => `${index + 1}．${title}`).join('；');
  return word(head, { title: '巡检记录表', period: chineseMonth(month) }, LANDSCAPE, [
    facts(visitFacts(record), LANDSCAPE),
    note(`巡检项目：${legend}。`, { spacing: { before: 120 } }),
    note('结果：√ 正常；× 异常；／ 不适用。', { keepNext: true }),
    table(columns(record), record.equipment, LANDSCAPE, {
      band: ({ subsystem }) => subsystem,
      size: SIZE.small + 1,
      empty: '无设备',
    }),
    gap(),
    opinion('其他情况说明', record.remarks, LANDSCAPE),
    gap(),
    together(
      [
        signatures(record.signatures, LANDSCAPE),
        opinion('甲方审核意见', reviewed(record), LANDSCAPE),
        note(`记录内容校验值（SHA-256）：${record.contentHash ?? '（未提交）'}`),
      ],
      LANDSCAPE,
    ),
    ...(record.photos.length > 0 ? [heading('附：现场照片'), photos(record.photos, LANDSCAPE)] : []),
    ...(record.photosLeftOut > 0 ? [note(`另有${record.photosLeftOut}张照片未印出，存于系统。`)] : []),
  ]);
}

function visitFacts(record: VisitRecord): Fact[] {
  const { startedAt, endedAt, receivedAt } = record;
  const until = endedAt === null ? '' : ` 至 ${clockTime(endedAt)}`;
  return [
    { label: '巡检地点', text: record.place },
    { label: '计划日期', text: chineseDay(record.plannedOn) },
    { label: '巡检时间', text: startedAt === null ? '' : `${chineseInstant(startedAt)}${until}` },
    { label: '巡检次数', text: record.round === 1 ? '首次巡检' : `第${record.round}次（重新巡检）` },
    { label: '巡检工程师', text: record.engineers.join('、') },
    { label: '陪同监督员', text: record.supervisor },
    { label: '现场联系人', text: record.contact },
    { label: '服务商', text: record.head.provider },
    ...(receivedAt === undefined
      ? []
      : [{ label: '离线填写', text: `现场离线填写，${chineseInstant(receivedAt)}送达系统`, wide: true }]),
  ];
}

function columns({ checklist }: VisitRecord): Column<CheckedEquipment>[] {
  return [
    ordinal(5),
    ...equipmentColumns<CheckedEquipment>((row) => row, 30),
    ...checklist.map(({ code }, index): Column<CheckedEquipment> => ({
      title: String(index + 1),
      width: 4.5,
      align: 'center',
      group: ITEM_GROUP,
      value: ({ results }) => {
        const found = results[code];
        return found ? MARKS[found.result] : '';
      },
    })),
    { title: '说明', width: 34, value: ({ results }) => notes(results, checklist) },
  ];
}

const notes = (results: CheckedEquipment['results'], checklist: VisitRecord['checklist']): string =>
  checklist
    .flatMap(({ code }, index) => {
      const text = results[code]?.note;
      return text ? [`${index + 1}：${text}`] : [];
    })
    .join('\n');

function reviewed({ review }: VisitRecord): string {
  if (!review) return '';
  const { by, at, accepted, reason } = review;
  const said = accepted ? '符合要求，签字确认并归档。' : `不符合要求，须重新巡检。原因：${reason}`;
  return `${said}\n${saidBy(by, at)}`;
}
