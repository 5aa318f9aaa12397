// The one entry behind every npm script. Plain JavaScript and Node built-ins only: it must run in a bare clone.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ROOT, runNode, step } from './lib/console.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { withLock } from './lib/lock.mjs';

const LOCAL_CLI = join(ROOT, 'infra/local/dist/cli.js');

/** What each command needs before it can run, and how it runs. */
const COMMANDS = {
  start: { needs: ['dependencies', 'build', 'tools'], run: local },
  // a start like any other, of a system that has a past
  simulate: {
    needs: ['dependencies', 'build', 'tools'],
    run: (args) => local(['--months', '12', '--faults', '600', ...args], 'start'),
  },
  test: { needs: ['dependencies', 'build', 'tools'], run: local },
  stop: { needs: [], run: running },
  status: { needs: [], run: running },
  logs: { needs: [], run: running },
  doctor: { needs: [], run: running },
  verify: { needs: [], run: running },
  replay: { needs: [], run: running },
  build: { needs: ['dependencies', 'build'], run: async () => 0 },
  check: { needs: ['dependencies', 'build'], run: (args) => runNode(join(ROOT, 'infra/check.mjs'), args) },
  compose: {
    needs: ['dependencies', 'build'],
    run: (args) => runNode(join(ROOT, 'gateway/dist/compose.js'), args),
  },
  bench: {
    needs: ['dependencies', 'build', 'tools'],
    run: (args) => runNode(join(ROOT, 'bench/dist/bench.cli.js'), args),
  },
  contract: {
    needs: ['dependencies', 'build'],
    run: (args) => runNode(join(ROOT, 'infra/local/dist/contract/contract.cli.js'), args),
    quiet: true,
  },
  score: {
    needs: ['dependencies', 'build'],
    run: (args) => runNode(join(ROOT, 'infra/local/dist/score/score.cli.js'), args),
    quiet: true,
  },
};

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (24 LTS is best) and run the command again.`,
  );
}

async function prepare(name, { needs, quiet }) {
  if (needs.length === 0) return;
  await withLock(join(ROOT, '.local/prepare.lock'), async () => {
    await ensureDependencies({ quiet });
    if (needs.includes('build')) {
      const { build } = await import('./build.mjs');
      await build({ quiet });
    }
    if (needs.includes('tools')) {
      const { installTools } = await importBuilt('infra/local/dist/tools/install.js');
      await step('tools', (tell) => installTools(name === 'test', tell));
    }
  });
}

const importBuilt = (path) => import(pathToFileURL(join(ROOT, path)).href);

async function local(args, command) {
  const { runCommand } = await import(pathToFileURL(LOCAL_CLI).href);
  return runCommand(command, args, step);
}

async function running(args, command) {
  if (!existsSync(LOCAL_CLI) || !hasDependencies())
    fail('Nothing runs in this clone. Start it with: npm start');
  return local(args, command);
}

function hasDependencies() {
  try {
    createRequire(LOCAL_CLI).resolve('kafkajs');
    return true;
  } catch {
    return false;
  }
}

async function main() {
  requireNode();
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) fail(`Unknown command "${name}". Known: ${Object.keys(COMMANDS).join(', ')}.`);
  process.chdir(ROOT);
  await prepare(name, command);
  process.exit(await command.run(args, name));
}

main().catch((error) => fail(error.expected ? error.message : (error.stack ?? String(error))));
