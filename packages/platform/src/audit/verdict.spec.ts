import { describe, expect, it } from '@jest/globals';
import { verdictOf } from './verdict.js';

describe('the verdict', () => {
  it('names the first entry, and what has no entry only where that is all', () => {
    const row = { seq: 0, problem: 'ROW_UNKNOWN' } as const;
    const head = { seq: 127, problem: 'UNLIKE_HEAD' } as const;
    const copy = { seq: 126, problem: 'COPY_MISSING' } as const;
    expect(verdictOf('tickets', 1, [row, head, copy])).toMatchObject(copy);
    expect(verdictOf('tickets', 1, [row, head])).toMatchObject(head);
    expect(verdictOf('tickets', 1, [row])).toMatchObject(row);
  });
});
