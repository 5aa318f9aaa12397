import { describe, expect, it } from '@jest/globals';
import { FairQueue } from './fair.queue.js';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Works that end when told to, and the order in which they began. */
function works(queue: FairQueue) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (owner: string, name: string, signal = never) =>
    queue.run(owner, signal, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await settled();
  };
  return { begun, add, end };
}

describe('the queue', () => {
  it('lets nobody wait for another’s many', async () => {
    const { begun, add, end } = works(new FairQueue(2, 10));
    for (const name of ['a1', 'a2', 'a3', 'a4']) void add('a', name);
    void add('b', 'b1');
    await settled();
    expect(begun).toEqual(['a1', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('serves owners by turns where there are more of them than places', async () => {
    const { begun, add, end } = works(new FairQueue(1, 10));
    for (const name of ['a1', 'a2', 'a3']) void add('a', name);
    for (const name of ['b1', 'b2']) void add('b', name);
    void add('c', 'c1');
    await settled();
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  it('never begins what is aborted while it waits, and goes on', async () => {
    const { begun, add, end } = works(new FairQueue(1, 10));
    const leaving = new AbortController();
    void add('a', 'a1');
    const left = add('a', 'a2', leaving.signal);
    void add('a', 'a3');
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await end('a1');
    expect(begun).toEqual(['a1', 'a3']);
  });

  it('goes on after a work that failed', async () => {
    const queue = new FairQueue(1, 10);
    await expect(queue.run('a', never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run('a', never, () => Promise.resolve('yes'))).toBe('yes');
  });

  it('says when an owner has too many waiting', async () => {
    const queue = new FairQueue(1, 2);
    const { add, end } = works(queue);
    for (const name of ['a1', 'a2', 'a3']) void add('a', name);
    await settled();
    expect([queue.hasRoom('a'), queue.hasRoom('b')]).toEqual([false, true]);
    await end('a1');
    expect(queue.hasRoom('a')).toBe(true);
  });
});
