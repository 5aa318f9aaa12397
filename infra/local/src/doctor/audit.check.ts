import { MIGRATIONS } from '../system/catalogue.js';
import { type Check, type Finding, many } from './finding.js';
import { askProgram } from './programs.js';

export const VERIFY = 'packages/platform/dist/audit/verify.cli.js';

interface Verdict {
  service: string;
  ok: boolean;
  entries: number;
  seq?: number;
  problem?: string;
}

/** Whether every audit chain is as it was written. */
export const checkAudit: Check = async ({ databaseUrl }) => {
  const env = { DATABASE_URL: databaseUrl };
  const verdicts = await askProgram<Verdict[]>(VERIFY, [...Object.keys(MIGRATIONS), '--json'], env);
  const broken = verdicts.filter(({ ok }) => !ok);
  const wrong = broken.map((verdict): Finding => ({
    about: 'audit',
    ok: false,
    says: `${verdict.service}: entry ${verdict.seq} is at fault (${verdict.problem}): npm run verify -- audit`,
    data: verdict,
  }));
  const entries = verdicts.reduce((sum, verdict) => sum + verdict.entries, 0);
  const says = `${many(verdicts.length, 'chain')} whole, ${many(entries, 'entry', 'entries')}`;
  return wrong.length > 0 ? wrong : [{ about: 'audit', ok: true, says, data: verdicts }];
};
