import { describe, expect, it } from '@jest/globals';
import { folded } from './folded.js';

describe('text, folded', () => {
  it.each([
    ['Ｎｏ．７７', 'no.77'],
    ['Cafe\u0301', 'café'],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ'.slice(0, 4), 'οδοσ'],
    ['L1\u2011S1'.replace('\u2011', '-'), 'ｌ１-ｓ１'],
    [' a\u00a0\n b\u3000', 'A B'],
    ['视\u200b频', '视频'],
    ['①号', '1号'],
  ])('%p is %p', (one, other) => expect(folded(one)).toBe(folded(other)));

  it('of what is not the same stays apart', () => {
    expect(new Set(['视频', '视屏', 'a1', 'a2', 'a 1'].map(folded)).size).toBe(5);
  });

  it('is folded once for all', () => {
    for (const text of ['Ｎｏ．７７', 'İΣ', 'ﬁ\u0345Ὰ', '㍿'])
      expect(folded(folded(text))).toBe(folded(text));
  });
});
