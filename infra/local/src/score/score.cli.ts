import { runScoreCommand } from './score-command.js';

const { exitCode, text } = runScoreCommand(process.argv.slice(2));
const stream = exitCode === 0 ? process.stdout : process.stderr;
stream.write(`${text}\n`);
process.exitCode = exitCode;
