import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { scratchFiles } from '../../test/scratch-files.js';
import { Children, endLeftovers, isStillRunning, type ChildRecord } from './children.js';
import type { Part } from './part.js';
import { identify } from './process-table.js';

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function sleeper(): { child: ChildProcess; record: ChildRecord; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  started.push(child);
  const ended = new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
  const identity = identify(child.pid!)!;
  const record = {
    name: 'sleeper',
    pid: child.pid!,
    started: identity.started,
    marker: 'setInterval',
    stopSignal: 'SIGTERM' as const,
  };
  return { child, record, ended };
}

const file = scratchFiles();

describe('the children of a launcher that was killed', () => {
  it('are ended by the next start', async () => {
    const { record, ended } = sleeper();
    const records = file();
    writeFileSync(records, JSON.stringify([record]));
    expect(await endLeftovers(records)).toEqual(['sleeper']);
    expect(await ended).toBe('SIGTERM');
  });

  it('are left alone when the pid now belongs to another process', async () => {
    const { child, record } = sleeper();
    const records = file();
    writeFileSync(
      records,
      JSON.stringify([
        { ...record, started: 'another time' },
        { ...record, marker: 'another program' },
      ]),
    );
    expect(await endLeftovers(records)).toEqual([]);
    expect(child.exitCode).toBeNull();
    expect(isStillRunning(record)).toBe(true);
  });

  it('are forgotten once they ended on their own', async () => {
    const { record, child, ended } = sleeper();
    child.kill('SIGKILL');
    await ended;
    expect(isStillRunning(record)).toBe(false);
  });

  it('are written down as they start and struck off as they end', async () => {
    const { child } = sleeper();
    const records = file();
    const children = new Children(records);
    const part = { name: 'sleeper', marker: 'setInterval', stopSignal: 'SIGTERM' } as Part;
    children.add(part, child.pid!);
    children.remove('sleeper');
    expect(await endLeftovers(records)).toEqual([]);
    expect(child.exitCode).toBeNull();
  });
});
