import { readEnv } from '../../env.js';
import { readPublicKey } from '../head.js';
import { exitCodeOf, verdictsInWords } from '../verdict-words.js';
import { checkEvidence } from './check-evidence.js';
import { exportEvidence, readEvidence } from './evidence-folder.js';

const USAGE = `evidence.cli.js export FOLDER SERVICE…   writes all audit chains, facts and heads into a new folder
evidence.cli.js check FOLDER [--json]    recomputes all that is in a folder, without any server`;

const { headsFile, keys } = readEnv((env) => ({
  headsFile: env.optionalText('AUDIT_HEAD_FILE'),
  keys: env.list('AUDIT_HEAD_PUBLIC_KEYS', { default: '' }).map(readPublicKey),
}));

/** @throws Error with a code where the folder is there, or its place is not */
async function exportTo(folder: string, services: string[]): Promise<number> {
  const { url } = readEnv((env) => ({ url: env.url('DATABASE_URL') }));
  await exportEvidence(folder, { url, services, headsFile, keys });
  console.log(
    `${services.length} audit chains, the facts${headsFile ? ' and the heads' : ''} are in ${folder}`,
  );
  return 0;
}

async function check(folder: string, asJson: boolean): Promise<number> {
  const evidence = await readEvidence(folder, { headsFile, keys });
  const verdicts = await checkEvidence(evidence);
  if (asJson) console.log(JSON.stringify(verdicts));
  else {
    console.log(verdictsInWords(verdicts) || `${folder} holds no evidence`);
    if (evidence.heads.length === 0)
      console.log('no signed head is there: what was hashed anew everywhere is not found');
    else if (keys.length === 0)
      console.log('the keys are those of the folder itself: compare them with the one the auditor was given');
  }
  return exitCodeOf(verdicts);
}

const WORDS: Record<string, string> = {
  EEXIST: 'is there already: name a new folder',
  ENOENT: 'is not there',
  ENOTDIR: 'is no folder',
};

const [what, folder, ...rest] = process.argv.slice(2);
try {
  if (what === 'export' && folder !== undefined && rest.length > 0)
    process.exitCode = await exportTo(folder, rest);
  else if (what === 'check' && folder !== undefined && rest.every((arg) => arg === '--json'))
    process.exitCode = await check(folder, rest.length > 0);
  else throw new Error(USAGE);
} catch (error) {
  const { code = '', path, message } = error as NodeJS.ErrnoException;
  console.error(WORDS[code] ? `${path} ${WORDS[code]}` : message);
  process.exitCode = 1;
}
