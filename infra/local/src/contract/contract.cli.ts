import { runContractCommand } from './contract-command.js';

const { exitCode, text } = await runContractCommand(process.argv.slice(2));
const stream = exitCode === 0 ? process.stdout : process.stderr;
stream.write(`${text}\n`);
process.exitCode = exitCode;
