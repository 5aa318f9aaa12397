import { runContractCommand } from './contract-command.js';

const { exitCode, text } = runContractCommand(process.argv.slice(2));
if (exitCode === 0) console.log(text);
else console.error(text);
process.exitCode = exitCode;
