import { VERIFY } from '../doctor/audit.check.js';
import { headsToGive, headsToVerify } from '../doctor/audit-heads.js';
import { runProgram } from '../doctor/programs.js';
import { findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { MIGRATIONS } from '../system/catalogue.js';

const HEADS = 'packages/platform/dist/audit/head.cli.js';
const USAGE = `npm run verify -- audit [--rows] [--json]   recomputes the audit chain of every service, its copy and the signed heads;
                                            --rows: and compares the rows of the business with it
npm run verify -- head                      signs where all chains stand now
npm run verify -- key                       shows the public key of the heads, for the auditor`;

/** `npm run verify`: says where a chain is broken; exit code 0 when every one is whole. */
export async function verifyCommand([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'audit' && args.every((arg) => arg === '--json' || arg === '--rows')) {
    const surroundings = findSurroundings();
    const env = { DATABASE_URL: surroundings.databaseUrl, ...headsToVerify(surroundings) };
    return runProgram(VERIFY, [...Object.keys(MIGRATIONS), ...args], env);
  }
  if ((what === 'head' || what === 'key') && args.length === 0) {
    const surroundings = findSurroundings();
    const env = { DATABASE_URL: surroundings.databaseUrl, ...headsToGive(surroundings) };
    return runProgram(HEADS, [what === 'head' ? 'give' : 'key'], env);
  }
  throw new ExpectedError(USAGE);
}
