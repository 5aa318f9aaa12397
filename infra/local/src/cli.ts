import { logsCommand } from './commands/logs.command.js';
import { startCommand } from './commands/start.command.js';
import { statusCommand } from './commands/status.command.js';
import { stopCommand } from './commands/stop.command.js';
import { testCommand } from './commands/test.command.js';
import type { Step } from './step.js';

const COMMANDS: Record<string, (args: readonly string[], step: Step) => Promise<number>> = {
  start: startCommand,
  stop: stopCommand,
  status: statusCommand,
  logs: logsCommand,
  test: testCommand,
};

/** Runs one command of infra/run.mjs and answers its exit code. */
export function runCommand(name: string, args: readonly string[], step: Step): Promise<number> {
  return COMMANDS[name]!(args, step);
}
