import { describe, expect, it } from '@jest/globals';
import { assetId, assertId, newId } from './ids.js';

describe('ids', () => {
  it('say what they name, and sort by their age', () => {
    const ids = Array.from({ length: 50 }, () => newId('tkt'));
    expect(ids[0]).toMatch(/^tkt_[0-9a-f]{32}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(assertId('tkt', ids[0] ?? '', 'ticketId')).toBe(ids[0]);
    expect(assertId('ast', assetId('KA-LINK'), 'assetId')).toBe('ast_KA-LINK');
  });

  it.each(['', 'tkt_', newId('psn'), `${newId('tkt')}0`, "tkt_' OR 1=1"])(
    'refuse %p with its field',
    (value) => {
      expect(() => assertId('tkt', value, 'ticketId')).toThrow(
        expect.objectContaining({
          extensions: expect.objectContaining({ fields: [expect.objectContaining({ path: 'ticketId' })] }),
        }),
      );
    },
  );
});
