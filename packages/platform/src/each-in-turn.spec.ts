import { describe, expect, it } from '@jest/globals';
import { eachInTurn } from './each-in-turn.js';

describe('work for each in turn', () => {
  it('is done for all, though it failed for some; what failed is told, and the first problem thrown', async () => {
    const [done, told]: [number[], unknown[]] = [[], []];
    const work = (one: number) => {
      if (one % 2 === 0) return Promise.reject(new Error(`no ${one}`));
      done.push(one);
      return Promise.resolve();
    };
    const all = eachInTurn([1, 2, 3, 4, 5], work, (problem, one) => told.push([one, String(problem)]));
    await expect(all).rejects.toThrow('no 2');
    expect(done).toEqual([1, 3, 5]);
    expect(told).toEqual([
      [2, 'Error: no 2'],
      [4, 'Error: no 4'],
    ]);
  });
});
