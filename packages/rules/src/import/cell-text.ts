import { folded } from '../folded.js';
import type { Cell, ImportColumn } from './import-subject.js';

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const FLAGS: Readonly<Record<string, string>> = { '': '0', 是: '1', 否: '0', true: '1', false: '0' };

const asText = (cell: Cell): string =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '');

/** What a person means by what stands in a cell; what has no meaning stays as it is, for the check to name. */
export function cellText(cell: Cell, kind: ImportColumn['kind']): string {
  const text = asText(cell).replace(/\r\n?/g, '\n').trim();
  switch (kind) {
    case 'text':
      return text;
    case 'code':
      return folded(text).toUpperCase();
    case 'number':
      return text.normalize('NFKC');
    case 'flag':
      return FLAGS[folded(text)] ?? text.normalize('NFKC');
    case 'day': {
      const plain = text.normalize('NFKC').replace(/ 0:00(:00)?$/, '');
      const [, year, month, day] = DAY.exec(plain) ?? [];
      return year ? [year, month!.padStart(2, '0'), day!.padStart(2, '0')].join('-') : plain;
    }
  }
}
