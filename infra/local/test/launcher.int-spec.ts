import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '../src/root/repository.js';
import { endLeftovers } from '../src/supervisor/children.js';
import { identify } from '../src/supervisor/process-table.js';

let folder: string;
let launcher: ChildProcess;
let pid: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-launcher-'));
  const entry = join(folder, 'part.mjs');
  // A part that would rather stay, so that only the launcher's death or the clean-up can end it.
  writeFileSync(
    entry,
    'process.on("SIGTERM", () => setTimeout(() => process.exit(0), 100)); setInterval(() => {}, 1000);',
  );
  const fixture = join(REPOSITORY, 'infra/local/test/launcher.fixture.mjs');
  launcher = spawn(process.execPath, [fixture, folder, entry], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(launcher.stdout!, 'data')) as [Buffer];
  pid = Number(line.toString());
});

afterEach(() => {
  launcher.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('a launcher killed with -9', () => {
  it('leaves nothing running once the next start has cleaned up', async () => {
    expect(identify(pid)).toBeDefined();
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    await endLeftovers(join(folder, 'children.json'));
    expect(identify(pid)).toBeUndefined();
  });
});
