import { parseArgs } from 'node:util';
import { EQUIPMENT } from '@zhishou/rules/import/equipment.subject';
import { HOLIDAYS } from '@zhishou/rules/import/holidays.subject';
import type { ImportSubject } from '@zhishou/rules/import/import-subject';
import { calledFrom } from '../root/called-from.js';

/** The command is not one of ours. */
export class OrderError extends Error {}

const SUBJECTS: Readonly<Record<string, ImportSubject>> = { equipment: EQUIPMENT, holidays: HOLIDAYS };

export interface TableOrder {
  subject: ImportSubject;
  /** as it was typed */
  name: string;
  file: string;
  folder: string;
  replace: boolean;
  apply: boolean;
  json: boolean;
}

/** Reads `equipment FILE --contract FOLDER [--replace] [--apply] [--json]`. @throws OrderError when it is not so */
export function readTableOrder(args: string[], flags: readonly ('replace' | 'apply' | 'json')[]): TableOrder {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      contract: { type: 'string' },
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' } as const])),
    },
  });
  const given = values as { contract?: string; replace?: boolean; apply?: boolean; json?: boolean };
  const [what = '', name, ...rest] = positionals;
  const subject = SUBJECTS[what];
  if (!subject || !name || rest.length > 0 || !given.contract)
    throw new OrderError('equipment or holidays, one file and --contract are wanted');
  const { contract, replace = false, apply = false, json = false } = given;
  return { subject, name, file: calledFrom(name), folder: calledFrom(contract), replace, apply, json };
}
