import { isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap } from 'yaml';
import type { Holidays } from '../contract/contract.types.js';
import type { ImportColumn, ImportSubject, Values } from './import-subject.js';

const OFF = '放假';
const WORKED = '上班';

const COLUMNS: readonly ImportColumn[] = [
  { key: 'kind', title: '类别', kind: 'text', wanted: `${OFF} 或 ${WORKED}` },
  { key: 'name', title: '节日', aliases: ['名称'], kind: 'text', wanted: '节日的名称' },
  { key: 'from', title: '首日', aliases: ['日期'], kind: 'day', wanted: '一个日期，如 2027-02-05' },
  { key: 'to', title: '末日', kind: 'day', wanted: `一个日期，不早于首日；${WORKED}一天一行，不写末日` },
];

const isOff = ({ kind }: Values): boolean => kind !== WORKED;

/** A holiday is known by its name and year, since each year's arrangement moves its days; a day worked by itself. */
export const HOLIDAYS: ImportSubject = {
  file: 'contract.yaml',
  title: '节假日',
  columns: COLUMNS,
  needed: ['kind', 'from'],
  keyOf: (line) =>
    [line.kind, isOff(line) ? line.name : '', isOff(line) ? line.from?.slice(0, 4) : line.from]
      .filter(Boolean)
      .join(' '),
  complete: (line) =>
    isOff(line) ? { ...line, to: line.to || line.from || '' } : { ...line, name: '', to: '' },
  wrong: ({ kind = '', from, to }) => {
    if (kind !== OFF && kind !== WORKED) return ['kind'];
    return kind === WORKED && to && to !== from ? ['to'] : [];
  },
  read: (text) => linesOf((parseDocument(text).toJS() as { holidays: Holidays }).holidays),
  write: writeHolidays,
  placeFor(lines, added) {
    const after = lines.findIndex((line) => sortKey(line) > sortKey(added));
    return after < 0 ? lines.length : after;
  },
  lineOf(field, lines) {
    const [, list, at, column = 'from'] = /^holidays\.(off|worked)\[(\d+)\](?:\.(\w+))?$/.exec(field) ?? [];
    if (list === undefined) return null;
    const ofList = lines.filter((line) => isOff(line) === (list === 'off'));
    return { index: lines.indexOf(ofList[Number(at)]!), column };
  },
  removal: '之后的计划把这些天按平日（周一至周五上班）安排',
};

const sortKey = (line: Values): string => `${isOff(line) ? 0 : 1} ${line.from}`;

const linesOf = ({ off, worked }: Holidays): Values[] => [
  ...off.map(({ name, from, to }) => ({ kind: OFF, name, from, to })),
  ...worked.map((from) => ({ kind: WORKED, name: '', from, to: '' })),
];

/** Comments stay with the lines they stand at, and everything outside the holidays as it was written. */
function writeHolidays(text: string, lines: readonly Values[]): string {
  const document = parseDocument(text);
  const holidays = pairOf(document.contents as YAMLMap).value as YAMLMap;
  const off = holidays.get('off', true);
  const worked = holidays.get('worked', true);
  if (!isSeq(off) || !isSeq(worked)) throw new Error('the contract was not checked');
  const nodes = new Map(
    off.items
      .filter(isMap)
      .map((node) => [HOLIDAYS.keyOf({ kind: OFF, ...(node.toJSON() as Values) }), node]),
  );
  off.items = lines.filter(isOff).map((line) => {
    const { name, from, to } = line;
    const node = nodes.get(HOLIDAYS.keyOf(line));
    if (!node) return document.createNode({ name, from, to }, { flow: true });
    for (const [key, day] of Object.entries({ from, to })) if (node.get(key) !== day) node.set(key, day);
    return node;
  });
  worked.items = lines
    .filter((line) => !isOff(line))
    .map(
      ({ from }) =>
        worked.items.find((day) => isScalar(day) && day.value === from) ?? document.createNode(from),
    );
  const written = document.toString({ lineWidth: 0 });
  return spliced(text, written.replace(/\[ (.*) \]/g, '[$1]'));
}

const pairOf = (root: YAMLMap): Pair =>
  root.items.find(({ key }) => isScalar(key) && key.value === 'holidays')!;

/** The holidays of the one in the place of the other's. */
function spliced(text: string, written: string): string {
  const [from, to] = spanOf(text);
  return text.slice(0, from) + written.slice(...spanOf(written)) + text.slice(to);
}

function spanOf(text: string): [number, number] {
  const { key, value } = pairOf(parseDocument(text).contents as YAMLMap) as Pair<YAMLMap, YAMLMap>;
  return [key.range![0], value!.range![2]];
}
