import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { healthServer } from './health.js';

let server: FastifyInstance;
afterEach(() => server.close());

async function ready(check: () => Promise<unknown>, optional = false) {
  server = await healthServer({ host: '127.0.0.1', port: 0 }, [
    { name: 'postgres', check: () => Promise.resolve() },
    { name: 'kafka', check, optional },
  ]);
  return get('/health/ready');
}

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, server.listeningOrigin));
  return { status: response.status, body: await response.json() };
}

describe('health', () => {
  it('is ready when all is there', async () => {
    expect(await ready(() => Promise.resolve())).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it('is ready while it can do without what is away, and names it', async () => {
    expect(await ready(() => Promise.reject(new Error('away')), true)).toEqual({
      status: 200,
      body: { status: 'ready', degraded: ['kafka'] },
    });
  });

  it('names what is missing, and what does not answer', async () => {
    const missing = { status: 503, body: { status: 'not ready', missing: ['kafka'] } };
    expect(await ready(() => Promise.reject(new Error('away')))).toEqual(missing);
    await server.close();
    expect(await ready(() => new Promise(() => undefined))).toEqual(missing);
    expect(await get('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  });
});
