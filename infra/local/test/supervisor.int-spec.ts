import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { identify } from '../src/supervisor/process-table.js';
import type { Part } from '../src/supervisor/part.js';
import { Supervisor } from '../src/supervisor/supervisor.js';

let folder: string;
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-supervisor-'));
  supervisor = new Supervisor(join(folder, 'children.json'));
});

afterEach(async () => {
  await supervisor.stopAll();
  rmSync(folder, { recursive: true });
});

function part(name: string, script: string, health: Part['health'] = () => Promise.resolve()): Part {
  const entry = join(folder, `${name}.mjs`);
  writeFileSync(entry, script);
  const command = [process.execPath, entry] as const;
  return {
    name,
    kind: 'process',
    command,
    env: {},
    log: join(folder, `${name}.log`),
    marker: entry,
    stopSignal: 'SIGTERM',
    health,
  };
}

const STAYS = 'setInterval(() => {}, 1000);';

describe('the supervisor', () => {
  it('starts a killed part again and shows that it did', async () => {
    const stays = supervisor.start(part('stays', STAYS));
    await stays.untilHealthy(5000);
    const before = stays.pid!;
    await stays.kill('SIGKILL');
    await stays.untilHealthy(5000);
    expect(stays.pid).not.toBe(before);
    const [status] = await supervisor.status();
    expect(status).toMatchObject({ name: 'stays', state: 'running', restarts: 1, problem: undefined });
    expect(status!.lastExit).toContain('SIGKILL');
  });

  it('leaves a stopped part alone until it is started', async () => {
    const stays = supervisor.start(part('stays', STAYS));
    await stays.untilHealthy(5000);
    const pid = stays.pid!;
    await stays.stop();
    expect(identify(pid)).toBeUndefined();
    expect(await stays.status()).toMatchObject({ state: 'stopped', restarts: 0 });
    stays.start();
    await stays.untilHealthy(5000);
    expect(await stays.status()).toMatchObject({ state: 'running' });
  });

  it('gives up on a part that keeps dying as it starts, with its last words', async () => {
    const dies = supervisor.start(part('dies', 'console.error("no such setting: COLOUR"); process.exit(3);'));
    const never = async (): Promise<void> => Promise.reject(new Error('not ready'));
    dies.part.health = never;
    await expect(dies.untilHealthy(20_000)).rejects.toThrow(/exit code 3[\s\S]*no such setting: COLOUR/);
  });

  it('shows what a part that works has to do without', async () => {
    const works = supervisor.start(part('works', STAYS, () => Promise.resolve(['kafka'])));
    await works.untilHealthy(5000);
    expect(await works.status()).toMatchObject({ state: 'running', problem: undefined, without: ['kafka'] });
  });

  it('says why a part that runs is not healthy', async () => {
    const waits = supervisor.start(
      part('waits', STAYS, async () => Promise.reject(new Error('missing: postgres'))),
    );
    await expect(waits.untilHealthy(300)).rejects.toThrow('waits did not come up: missing: postgres');
  });
});
