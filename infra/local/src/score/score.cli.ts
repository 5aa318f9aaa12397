import { runProgram } from '../doctor/programs.js';
import { databaseUrlAs, findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { runScoreCommand } from './score-command.js';

const OF_A_SYSTEM = ['export', 'replay', 'what-if'];
const SCORE = 'services/scoring/dist/score.cli.js';

const [command = '', ...args] = process.argv.slice(2);
process.exitCode = OF_A_SYSTEM.includes(command) ? await ofSystem() : ofFile();

/** What is asked of the months of the system that runs, or that DATABASE_URL names. */
async function ofSystem(): Promise<number> {
  try {
    const DATABASE_URL = databaseUrlAs(findSurroundings().databaseUrl, 'scoring');
    return await runProgram(SCORE, [command, ...args], { DATABASE_URL, LOG_LEVEL: 'silent' });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function ofFile(): number {
  const { exitCode, text } = runScoreCommand([command, ...args]);
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}
