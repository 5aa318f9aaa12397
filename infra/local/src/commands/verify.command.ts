import { VERIFY } from '../doctor/audit.check.js';
import { runProgram } from '../doctor/programs.js';
import { findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { MIGRATIONS } from '../system/catalogue.js';

const USAGE = 'npm run verify -- audit [--json]    recomputes the audit chain of every service';

/** `npm run verify -- audit`: says where a chain is broken; exit code 0 when every one is whole. */
export async function verifyCommand([what, ...args]: readonly string[]): Promise<number> {
  if (what !== 'audit' || args.some((arg) => arg !== '--json')) throw new ExpectedError(USAGE);
  const { databaseUrl } = findSurroundings();
  return runProgram(VERIFY, [...Object.keys(MIGRATIONS), ...args], { DATABASE_URL: databaseUrl });
}
