// Compiles every workspace's src/ to dist/ with SWC (no type check: that is `npm run check`), then bundles the workflows.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleWorkflows } from './lib/bundle.mjs';
import { compileFolder } from './lib/compile.mjs';
import { ROOT, step } from './lib/console.mjs';

/** Brings every dist/ up to date; what has not changed is not touched. */
export async function build({ quiet = false } = {}) {
  await step(
    'build',
    async () => {
      const folders = workspaces();
      const counts = await Promise.all(folders.map(compileFolder));
      const compiled = counts.reduce((sum, count) => sum + count, 0);
      return compiled === 0 ? 'up to date' : `compiled ${compiled} files of ${folders.length} workspaces`;
    },
    { quiet },
  );
  await step('bundle', bundleWorkflows, { quiet });
}

/** Folders of the workspaces that have sources, as package.json lists them (`name` or `name/*`). */
function workspaces() {
  const { workspaces: patterns } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const folders = patterns.flatMap((pattern) =>
    pattern.endsWith('/*') ? children(join(ROOT, dirname(pattern))) : [join(ROOT, pattern)],
  );
  return folders.filter((folder) => statSync(join(folder, 'src'), { throwIfNoEntry: false })?.isDirectory());
}

const children = (folder) => readdirSync(folder).map((name) => join(folder, name));
