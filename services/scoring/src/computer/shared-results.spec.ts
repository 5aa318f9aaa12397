import { describe, expect, it } from '@jest/globals';
import { SharedResults } from './shared-results.js';

function counted(most: number) {
  const made: string[] = [];
  const results = new SharedResults<string>(most);
  const of = (key: string) =>
    results.of(key, () => {
      made.push(key);
      return key.startsWith('bad') ? Promise.reject(new Error(key)) : Promise.resolve(key);
    });
  return { made, of };
}

describe('shared results', () => {
  it('are made once for all who ask at the same time, and after', async () => {
    const { made, of } = counted(2);
    expect(await Promise.all([of('a'), of('a'), of('b')])).toEqual(['a', 'a', 'b']);
    await of('a');
    expect(made).toEqual(['a', 'b']);
  });

  it('are kept as many as were asked for last', async () => {
    const { made, of } = counted(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await of(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are tried again where they failed, once for all who asked then', async () => {
    const { made, of } = counted(2);
    const failed = await Promise.allSettled([of('bad'), of('bad')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(of('bad')).rejects.toThrow('bad');
    expect(made).toEqual(['bad', 'bad']);
  });
});
