import { runProgram } from '../doctor/programs.js';
import { databaseUrlAs, findSurroundings } from '../doctor/surroundings.js';

const REPLAY = 'notifier/dist/replay.cli.js';

/** `npm run replay -- [--event <id>]`: lets the notifier try dead deliveries again. */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const { databaseUrl } = findSurroundings();
  return runProgram(REPLAY, args, { DATABASE_URL: databaseUrlAs(databaseUrl, 'notifier') });
}
