import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findSurroundings } from './surroundings.js';

const NAMES = ['STACK_FILE', 'DATABASE_URL', 'TEMPORAL_ADDRESS', 'KAFKA_BROKERS'];

describe('where the doctor looks', () => {
  const before = { ...process.env };
  beforeEach(() => {
    for (const name of NAMES) delete process.env[name];
    process.env.STACK_FILE = join(tmpdir(), 'no such stack', 'stack.json');
  });
  afterEach(() => {
    process.env = { ...before };
  });

  it('is told how to start a system where none runs', () => {
    expect(() => findSurroundings()).toThrow('Nothing runs in this clone. Start it with npm start');
  });

  it('are the servers of the environment where no launcher runs', () => {
    const given = { DATABASE_URL: 'postgres://db', TEMPORAL_ADDRESS: 't:7233', KAFKA_BROKERS: 'k:9092' };
    Object.assign(process.env, given);
    expect(findSurroundings()).toEqual({
      databaseUrl: given.DATABASE_URL,
      temporalAddress: given.TEMPORAL_ADDRESS,
      temporalNamespace: 'default',
      kafkaBrokers: given.KAFKA_BROKERS,
    });
  });
});
