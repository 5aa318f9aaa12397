import { join } from 'node:path';
import { connectStack } from '../control/control.client.js';
import { REPOSITORY } from '../root/repository.js';
import { stackRoot } from '../root/stack-root.js';
import { runningLauncher } from '../stack/launcher-file.js';
import type { PartStatus } from '../supervisor/part.js';
import { textTable } from './text-table.js';

const HEADINGS = ['name', 'pid', 'state', 'restarts', 'uptime', 'health', 'last exit'];

/** `npm run status`: one line a part; exit code 0 when every one is healthy. */
export async function statusCommand(): Promise<number> {
  const root = stackRoot(join(REPOSITORY, '.local'));
  const launcher = runningLauncher(root);
  if (!launcher) {
    process.stdout.write('Nothing runs in this clone. Start it with: npm start\n');
    return 1;
  }
  const parts = await connectStack(root.stackFile).status();
  process.stdout.write(`launcher pid ${launcher.pid}, ${launcher.state}\n\n`);
  process.stdout.write(`${textTable([HEADINGS, ...parts.map(row)])}\n`);
  return parts.every(({ problem, without }) => !problem && !without) ? 0 : 1;
}

const row = ({ name, pid, state, restarts, uptime, problem, without, lastExit }: PartStatus): string[] => [
  name,
  String(pid ?? '-'),
  state,
  String(restarts),
  uptime === undefined ? '-' : duration(uptime),
  healthIn({ problem, without }),
  lastExit ?? '',
];

const healthIn = ({ problem, without }: Pick<PartStatus, 'problem' | 'without'>): string => {
  if (problem !== undefined) return firstLine(problem);
  return without ? `works without ${without.join(', ')}` : 'healthy';
};

const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 90);

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
