import { readEquipment } from '../contract/read-equipment.js';
import { writeCsv } from './csv.js';
import type { ImportColumn, ImportSubject, Values } from './import-subject.js';

const FILE = 'equipment.csv';

const COLUMNS: readonly ImportColumn[] = [
  {
    key: 'code',
    title: '设备编号',
    aliases: ['编号', '编码', '设备编码'],
    kind: 'code',
    wanted:
      '大写字母开头、只含大写字母数字和 - _ 的编号，不与其他设备或服务项重复，且至少有一项巡检检查项适用',
  },
  {
    key: 'list_no',
    title: '清单号',
    kind: 'number',
    wanted: '1 至 999 的整数，且 contract.yaml 有期间覆盖该清单',
  },
  { key: 'list_name', title: '清单名称', kind: 'text', wanted: '清单的名称，同一清单号只用一个名称' },
  { key: 'subsystem_no', title: '子系统号', kind: 'number', wanted: '1 至 999 的整数或空' },
  { key: 'subsystem_name', title: '子系统名称', kind: 'text', wanted: '文字或空' },
  { key: 'group_no', title: '分组号', kind: 'text', wanted: '文字或空' },
  { key: 'group_name', title: '分组名称', kind: 'text', wanted: '文字或空' },
  { key: 'seq', title: '序号', kind: 'number', wanted: '1 至 9999 的整数' },
  { key: 'name', title: '设备名称', aliases: ['名称'], kind: 'text', wanted: '设备的名称' },
  { key: 'vendor', title: '品牌', aliases: ['厂家', '厂商'], kind: 'text', wanted: '文字或空' },
  { key: 'origin', title: '产地', kind: 'text', wanted: '文字或空' },
  { key: 'model', title: '型号', aliases: ['规格型号'], kind: 'text', wanted: '文字或空' },
  { key: 'unit', title: '单位', kind: 'text', wanted: '计量单位，如 台' },
  { key: 'quantity', title: '数量', kind: 'number', wanted: '1 至 999999 的整数' },
  { key: 'source_text', title: '清单原文', kind: 'text', wanted: '合同清单里的原文' },
  { key: 'major_scope', title: '属重大故障范围', kind: 'flag', wanted: '是 或 否（1 或 0）' },
  {
    key: 'from',
    title: '起保日',
    kind: 'day',
    wanted: '一个日期，如 2026-11-01，不晚于所属期间的末日；空为所属期间的首日',
  },
];

const lastIndex = (lines: readonly Values[], added: Values, columns: readonly string[]): number =>
  lines.findLastIndex((line) => columns.every((column) => line[column] === added[column]));

/** The equipment lists: a line is known by its code. */
export const EQUIPMENT: ImportSubject = {
  file: FILE,
  title: '设备',
  columns: COLUMNS,
  needed: ['code'],
  keyOf: ({ code = '' }) => code,
  complete: (values) => ({
    ...values,
    source_text: values.source_text || values.name || '',
    major_scope: values.major_scope || '0',
  }),
  wrong: () => [],
  read: (text) => readEquipment(FILE, text).data as Values[],
  write(text, lines) {
    const columns = COLUMNS.filter(({ key }) => key !== 'from' || lines.some(({ from }) => from));
    const keys = columns.map(({ key }) => key);
    return writeCsv([keys, ...lines.map((line) => keys.map((key) => line[key] ?? ''))], text);
  },
  placeFor(lines, added) {
    const last = [['list_no', 'subsystem_no'], ['list_no']].map((same) => lastIndex(lines, added, same));
    return (last.find((index) => index >= 0) ?? lines.length - 1) + 1;
  },
  lineOf(field) {
    const [, index, column = 'code'] = /^\[(\d+)\](?:\.(\w+))?$/.exec(field) ?? [];
    return index === undefined ? null : { index: Number(index), column };
  },
  removal:
    '不再列入之后的计划与覆盖，新的报障按「不在清单」由甲方判定；已有的工单和巡检记录不受影响，请先核对有无未结工单和本月计划',
};
