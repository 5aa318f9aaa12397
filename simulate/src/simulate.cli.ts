import 'reflect-metadata';
import './world/quiet.js';
import { parseArgs } from 'node:util';

const { simulate } = await import('./simulate.js');

const { values } = parseArgs({
  options: { faults: { type: 'string', default: '600' }, seed: { type: 'string', default: '7' } },
});

try {
  const { DATABASE_URL: databaseUrl = '' } = process.env;
  const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
  await simulate({
    databaseUrl,
    faults: Number(values.faults),
    seed: Number(values.seed),
    until: Date.now(),
    tell,
  });
  process.exit(0);
} catch (error) {
  const { NotEmptyError } = await import('./world/assert-empty.js');
  const isEmpty = !(error instanceof NotEmptyError);
  process.stderr.write(`${isEmpty ? ((error as Error).stack ?? String(error)) : error.message}\n`);
  process.exit(isEmpty ? 1 : 3);
}
