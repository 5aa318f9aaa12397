import { readdirSync, readFileSync } from 'node:fs';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { parseContract } from '@zhishou/rules/contract/parse-contract';
import type { ContractSchema } from '@zhishou/rules/contract/schema-problem';

const FOLDER = new URL('../../contracts/shaoguan-2026/', import.meta.url);
const SCHEMA = new URL('../schema/contract.schema.json', FOLDER);

function read(): Contract {
  const texts = readdirSync(FOLDER).map((file) => ({
    file,
    text: readFileSync(new URL(file, FOLDER), 'utf8'),
  }));
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as ContractSchema;
  const parsed = parseContract({ texts, schema, versionOf: () => 'test' });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.contract;
}

/** Signed on 28 June 2026, as its folder says. */
export const SHAOGUAN = read();
