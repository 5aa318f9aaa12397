import { parseArgs } from 'node:util';
import { examine } from '../doctor/examine.js';
import { findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { textTable } from './text-table.js';

const USAGE = `npm run doctor -- [options]
  --mend   start lost processes, tell processes the steps they missed
  --json   for programs: {ok, findings: [{about, ok, says, data}]}`;

/** `npm run doctor`: what is wrong with the running system, in words; exit code 0 when nothing is. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { json, mend } = options(args);
  const findings = await examine(findSurroundings(), { mend });
  const ok = findings.every((finding) => finding.ok);
  if (json) process.stdout.write(`${JSON.stringify({ ok, findings }, null, 2)}\n`);
  else {
    const rows = findings.map((finding) => [finding.about, finding.ok ? 'ok' : 'WRONG', finding.says]);
    process.stdout.write(`${textTable(rows)}\n\n${ok ? 'nothing is wrong' : 'something is wrong'}\n`);
  }
  return ok ? 0 : 1;
}

function options(args: readonly string[]): { json: boolean; mend: boolean } {
  const known = {
    json: { type: 'boolean', default: false },
    mend: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    throw new ExpectedError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
