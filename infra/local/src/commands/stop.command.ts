import { join } from 'node:path';
import { connectStack } from '../control/control.client.js';
import { REPOSITORY } from '../root/repository.js';
import { stackRoot } from '../root/stack-root.js';
import { runningLauncher } from '../stack/launcher-file.js';
import { endLeftovers } from '../supervisor/children.js';

/** `npm stop`: stops the stack of this clone, and what a killed launcher left of it. */
export async function stopCommand(): Promise<number> {
  const root = stackRoot(join(REPOSITORY, '.local'));
  if (runningLauncher(root)) {
    await connectStack(root.stackFile).stop();
    process.stdout.write('stopped\n');
    return 0;
  }
  const leftovers = await endLeftovers(root.childrenFile);
  process.stdout.write(
    leftovers.length > 0 ? `ended what was left: ${leftovers.join(', ')}\n` : 'nothing runs in this clone\n',
  );
  return 0;
}
