import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sheet } from '@zhishou/documents/layout/sheet';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { writeOfficeCsv } from '@zhishou/rules/import/csv';
import type { ImportColumn, ImportSubject, Values } from '@zhishou/rules/import/import-subject';
import type { Outcome } from './contract-command.js';
import { OrderError, readTableOrder } from './import.order.js';

/** Writes a list of a contract folder as a table that can be imported again. @throws ContractError, OrderError */
export async function exportTable(args: string[]): Promise<Outcome> {
  const { subject, name, file, folder } = readTableOrder(args, []);
  const contract = loadContract(folder);
  const lines = subject.read(readFileSync(join(folder, subject.file), 'utf8'));
  if (!/\.(csv|xlsx)$/i.test(name)) throw new OrderError('a file that ends in .csv or .xlsx is wanted');
  const bytes = /\.csv$/i.test(name) ? asCsv(subject, lines) : await asWorkbook(contract, subject, lines);
  try {
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      exitCode: 1,
      text: code === 'EEXIST' ? `${name} 已经有了：请换一个名字` : `写不了 ${name}（${code}）`,
    };
  }
  return { exitCode: 0, text: `已写 ${name}：${lines.length} 行` };
}

const asCsv = ({ columns }: ImportSubject, lines: readonly Values[]): string =>
  writeOfficeCsv([
    columns.map(({ title }) => title),
    ...lines.map((line) => columns.map(({ key }) => line[key] ?? '')),
  ]);

function asWorkbook(
  contract: Contract,
  subject: ImportSubject,
  lines: readonly Values[],
): Promise<Uint8Array> {
  const { bureau, provider } = contract.parties;
  const head = {
    project: contract.title,
    bureau: bureau.name,
    provider: provider.name,
    createdAt: Date.now(),
  };
  return sheet(head, {
    title: subject.title,
    lines: [],
    columns: subject.columns.map((column) => ({
      title: column.title,
      width: 14,
      value: (line: Values) => cellOf(line[column.key] ?? '', column),
    })),
    rows: lines,
    signers: [],
    empty: '',
  });
}

const cellOf = (text: string, { kind }: ImportColumn): string | number =>
  kind === 'number' && text !== '' ? Number(text) : text;
