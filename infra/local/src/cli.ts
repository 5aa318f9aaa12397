import { doctorCommand } from './commands/doctor.command.js';
import { logsCommand } from './commands/logs.command.js';
import { replayCommand } from './commands/replay.command.js';
import { startCommand } from './commands/start.command.js';
import { statusCommand } from './commands/status.command.js';
import { stopCommand } from './commands/stop.command.js';
import { testCommand } from './commands/test.command.js';
import { verifyCommand } from './commands/verify.command.js';
import type { Step } from './step.js';

const COMMANDS: Record<string, (args: readonly string[], step: Step) => Promise<number>> = {
  start: startCommand,
  stop: stopCommand,
  status: statusCommand,
  logs: logsCommand,
  test: testCommand,
  doctor: doctorCommand,
  verify: verifyCommand,
  replay: replayCommand,
};

/** Runs one command of infra/run.mjs and answers its exit code. */
export function runCommand(name: string, args: readonly string[], step: Step): Promise<number> {
  return COMMANDS[name]!(args, step);
}
