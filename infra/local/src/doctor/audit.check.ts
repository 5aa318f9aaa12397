import { MIGRATIONS } from '../system/catalogue.js';
import { headsToVerify } from './audit-heads.js';
import { type Check, type Finding, many } from './finding.js';
import { askProgram } from './programs.js';

export const VERIFY = 'packages/platform/dist/audit/verify.cli.js';

interface Verdict {
  service: string;
  ok: boolean;
  entries: number;
  seq?: number;
  problem?: string;
  detail?: string;
}

/** Whether every audit chain, its copy, the signed heads and the rows they tell of are as they were written. */
export const checkAudit: Check = async (surroundings) => {
  const env = { DATABASE_URL: surroundings.databaseUrl, ...headsToVerify(surroundings) };
  const verdicts = await askProgram<Verdict[]>(VERIFY, [...Object.keys(MIGRATIONS), '--rows', '--json'], env);
  const broken = verdicts.filter(({ ok }) => !ok);
  const wrong = broken.map((verdict): Finding => ({
    about: 'audit',
    ok: false,
    says: `${verdict.service}: entry ${verdict.seq} is at fault (${[verdict.problem, verdict.detail].filter(Boolean).join(', ')}): npm run verify -- audit`,
    data: verdict,
  }));
  const chains = verdicts.filter(({ service }) => service !== 'heads');
  const entries = chains.reduce((sum, verdict) => sum + verdict.entries, 0);
  const says = `${many(chains.length, 'chain')} whole, ${many(entries, 'entry', 'entries')}`;
  return wrong.length > 0 ? wrong : [{ about: 'audit', ok: true, says, data: verdicts }];
};
