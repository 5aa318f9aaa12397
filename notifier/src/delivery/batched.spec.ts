import { describe, expect, it } from '@jest/globals';
import { batched } from './batched.js';

describe('batched', () => {
  it('writes at once, and together what comes meanwhile', async () => {
    const writes: number[][] = [];
    const add = batched<number>(async (items) => {
      writes.push([...items]);
      await new Promise((resolve) => setImmediate(resolve));
    });
    const first = add(1);
    await Promise.resolve();
    await Promise.all([first, add(2), add(3)]);
    await add(4);
    expect(writes).toEqual([[1], [2, 3], [4]]);
  });

  it('rejects those whose write failed, and no other', async () => {
    let broken = true;
    const add = batched<number>(() => (broken ? Promise.reject(new Error('away')) : Promise.resolve()));
    await expect(add(1)).rejects.toThrow('away');
    broken = false;
    await expect(add(1)).resolves.toBeUndefined();
  });
});
