import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { ROOT, seconds, step } from './console.mjs';

const PROGRESS_MS = 5000;

/** Runs `npm ci` unless node_modules holds exactly what package-lock.json names. */
export async function ensureDependencies({ quiet = false } = {}) {
  const difference = differenceFromLock();
  if (!difference) return;
  await step(
    'npm ci',
    async (tell) => {
      tell(difference);
      await npmCi(tell);
    },
    { quiet },
  );
}

/** The first way in which the installed packages differ from the lock, or undefined when they match. */
function differenceFromLock() {
  const installedLock = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return 'installing the packages of package-lock.json';
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(installedLock);
  for (const [path, entry] of Object.entries(wanted)) {
    // Packages for other platforms are left out by npm; a workspace's own folder is a link's target, not an install.
    if (!path.includes('node_modules/') || entry.optional) continue;
    const found = installed[path];
    if (!found || found.version !== entry.version || !existsSync(join(ROOT, path)))
      return `${path} differs from package-lock.json`;
  }
  return undefined;
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

function npmCi(tell) {
  const began = performance.now();
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [file, ...first] = npm;
  const child = spawn(file, [...first, 'ci', '--no-progress', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const progress = setInterval(() => tell(`still installing, ${seconds(began)}`), PROGRESS_MS);
  return new Promise((done, refuse) => {
    child.on('error', refuse);
    child.on('exit', (code) => {
      clearInterval(progress);
      if (code === 0) done();
      else
        refuse(
          Object.assign(new Error(`npm ci failed with exit code ${code}; its message is above.`), {
            expected: true,
          }),
        );
    });
  });
}
