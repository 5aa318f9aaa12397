import { parseArgs } from 'node:util';
import { readEnv } from '../env.js';
import { readPublicKey } from './head.js';
import { fileHeadStore } from './head-store.js';
import { PROBLEMS, type ServiceVerdict } from './verdict.js';
import { verifyChains } from './verify-chains.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rows: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const { url, file, keys } = readEnv((env) => ({
  url: env.url('DATABASE_URL'),
  file: env.optionalText('AUDIT_HEAD_FILE'),
  keys: env.list('AUDIT_HEAD_PUBLIC_KEYS', { default: '' }).map(readPublicKey),
}));

const heads = file ? await fileHeadStore(file).all() : [];
const verdicts = await verifyChains(url, positionals, { heads, keys, rows: values.rows });
if (values.json) console.log(JSON.stringify(verdicts));
else {
  for (const verdict of verdicts) console.log(`${verdict.service.padEnd(12)} ${wordsOf(verdict)}`);
  if (heads.length === 0)
    console.log(
      `${file ? `no signed head is in ${file}` : 'no AUDIT_HEAD_FILE'}: what was hashed anew everywhere is not found`,
    );
}
process.exitCode = verdicts.every(({ ok }) => ok) ? 0 : 1;

function wordsOf({ service, entries, seq, problem, detail }: ServiceVerdict): string {
  const what = service === 'heads' ? 'head' : 'entry';
  if (problem) return `BROKEN: ${what} ${seq} ${PROBLEMS[problem]}${detail ? ` (${detail})` : ''}`;
  return service === 'heads'
    ? `all hold, ${entries} given`
    : `whole, ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
}
