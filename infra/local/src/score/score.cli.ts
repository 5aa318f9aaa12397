import { runProgram } from '../doctor/programs.js';
import { databaseUrlAs, findSurroundings } from '../doctor/surroundings.js';
import { ExpectedError } from '../expected-error.js';
import { runScoreCommand } from './score-command.js';

const OF_A_SYSTEM = ['export', 'replay', 'what-if'];
const SCORE = 'services/scoring/dist/score.cli.js';
const FACTS = 'services/scoring/dist/facts.cli.js';

const [command = '', ...args] = process.argv.slice(2);
if (command === 'facts') process.exitCode = await ofSystem(FACTS, args);
else if (OF_A_SYSTEM.includes(command)) process.exitCode = await ofSystem(SCORE, [command, ...args]);
else process.exitCode = ofFile();

/** What is asked of the months of the system that runs, or that DATABASE_URL names. */
async function ofSystem(program: string, asked: string[]): Promise<number> {
  try {
    const { databaseUrl, kafkaBrokers: KAFKA_BROKERS } = findSurroundings();
    const DATABASE_URL = databaseUrlAs(databaseUrl, 'scoring');
    return await runProgram(program, asked, { DATABASE_URL, KAFKA_BROKERS, LOG_LEVEL: 'silent' });
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
