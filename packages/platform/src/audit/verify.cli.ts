import { parseArgs } from 'node:util';
import { readEnv } from '../env.js';
import { readPublicKey } from './head.js';
import { fileHeadStore } from './head-store.js';
import { exitCodeOf, verdictsInWords } from './verdict-words.js';
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
console.log(values.json ? JSON.stringify(verdicts) : verdictsInWords(verdicts));
process.exitCode = exitCodeOf(verdicts);
if (!values.json && heads.length === 0)
  console.log(
    `${file ? `no signed head is in ${file}` : 'no AUDIT_HEAD_FILE'}: what was hashed anew everywhere is not found`,
  );
