import { VERIFY } from '../doctor/audit.check.js';
import { headsToGive, headsToVerify } from '../doctor/audit-heads.js';
import { runProgram } from '../doctor/programs.js';
import { findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { calledFrom } from '../root/called-from.js';
import { MIGRATIONS } from '../system/catalogue.js';

const EVIDENCE = 'packages/platform/dist/audit/evidence/evidence.cli.js';
const HEADS = 'packages/platform/dist/audit/head.cli.js';
const USAGE = `npm run verify -- audit [--rows] [--json]   recomputes the audit chain of every service, its copy and the signed heads;
                                            --rows: and compares the rows of the business with it
npm run verify -- export FOLDER             writes all audit chains, the facts and the heads into a new folder
npm run verify -- files FOLDER [--json]     recomputes all that such a folder, or an unpacked evidence archive, holds;
                                            needs no server
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
  const [folder, ...options] = args;
  if (what === 'export' && folder !== undefined && options.length === 0) {
    const surroundings = findSurroundings();
    const url = { DATABASE_URL: surroundings.databaseUrl };
    const signing = headsToGive(surroundings);
    // so that nothing comes after the last head but what happens meanwhile
    if (signing.AUDIT_HEAD_FILE && signing.AUDIT_HEAD_KEY)
      await runProgram(HEADS, ['give'], { ...url, ...signing });
    const env = { ...url, ...headsToVerify(surroundings) };
    return runProgram(EVIDENCE, ['export', calledFrom(folder), ...Object.keys(MIGRATIONS)], env);
  }
  if (what === 'files' && folder !== undefined && options.every((option) => option === '--json')) {
    const { AUDIT_HEAD_FILE, AUDIT_HEAD_PUBLIC_KEYS } = process.env;
    const env = {
      ...(AUDIT_HEAD_FILE && { AUDIT_HEAD_FILE }),
      ...(AUDIT_HEAD_PUBLIC_KEYS && { AUDIT_HEAD_PUBLIC_KEYS }),
    };
    return runProgram(EVIDENCE, ['check', calledFrom(folder), ...options], env);
  }
  throw new ExpectedError(USAGE);
}
