import { createServer, type Server } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { scratchFiles } from '../../test/scratch-files.js';
import { reservePorts } from './ports.js';

const file = scratchFiles();

const occupy = (port: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => done(server));
  });

describe('the ports of a stack', () => {
  it('stay the same over restarts', async () => {
    const ports = file();
    const first = await reservePorts(ports, ['postgres', 'kafka']);
    expect(await reservePorts(ports, ['kafka', 'postgres', 'gateway'])).toMatchObject(first);
  });

  it('are all different', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `part${index}`);
    const ports = Object.values(await reservePorts(file(), names));
    expect(new Set(ports).size).toBe(names.length);
  });

  it('move away from a port somebody took, and only that one', async () => {
    const ports = file();
    const first = await reservePorts(ports, ['postgres', 'kafka']);
    const stranger = await occupy(first.postgres);
    const second = await reservePorts(ports, ['postgres', 'kafka']);
    stranger.close();
    expect(second.kafka).toBe(first.kafka);
    expect(second.postgres).not.toBe(first.postgres);
  });
});
