import { MIGRATIONS } from '../system/catalogue.js';
import type { Check, Finding } from './finding.js';
import { askProgram } from './programs.js';
import { databaseUrlAs } from './surroundings.js';

/** Whether every schema is as the code expects it. */
export const checkMigrations: Check = async ({ databaseUrl }) => {
  const pending = await Promise.all(
    Object.entries(MIGRATIONS).map(async ([service, entry]) => {
      const env = { DATABASE_URL: databaseUrlAs(databaseUrl, service) };
      return { service, names: await askProgram<string[]>(entry, ['--pending'], env) };
    }),
  );
  const behind = pending.filter(({ names }) => names.length > 0);
  const findings = behind.map(({ service, names }): Finding => ({
    about: 'migrations',
    ok: false,
    says: `${service} lacks ${names.join(', ')}: start the system again`,
    data: { service, pending: names },
  }));
  return findings.length > 0
    ? findings
    : [{ about: 'migrations', ok: true, says: 'every schema is up to date', data: [] }];
};
