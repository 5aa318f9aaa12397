import { parseArgs } from 'node:util';
import { readEnv } from '../env.js';
import { verifyChains } from './verify-chains.js';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const WORDS = {
  CHANGED: 'is not as it was written',
  MISSING: 'is missing',
  UNLIKE_COPY: "differs from its copy in the directory's audit log",
};

const verdicts = await verifyChains(
  readEnv((env) => env.url('DATABASE_URL')),
  positionals,
);
if (values.json) console.log(JSON.stringify(verdicts));
else
  for (const { service, entries, seq, problem } of verdicts)
    console.log(
      `${service.padEnd(12)} ${problem ? `BROKEN: entry ${seq} ${WORDS[problem]}` : `whole, ${entries} ${entries === 1 ? 'entry' : 'entries'}`}`,
    );
process.exitCode = verdicts.every(({ ok }) => ok) ? 0 : 1;
