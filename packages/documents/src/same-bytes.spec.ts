import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { everyDocument } from '../test/every-document.js';
import { partOf } from '../test/reading.js';

afterEach(() => {
  jest.useRealTimers();
});

describe('the same data', () => {
  it.each(Object.entries(everyDocument))('gives the same %s whenever it is written', async (_, write) => {
    jest.useFakeTimers({
      now: Date.parse('2026-09-01T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    const first = await write();
    jest.setSystemTime(Date.parse('2031-01-01T12:34:56Z'));
    expect(Buffer.compare(await write(), first)).toBe(0);
  });

  it.each(['visit-record.docx', 'hazard-list.xlsx'])('dates %s as it was told to', async (name) => {
    const told = { 'visit-record.docx': '2026-08-07T07:00:00', 'hazard-list.xlsx': '2026-08-31T09:30:00' }[
      name
    ];
    const properties = partOf(await everyDocument[name]!(), 'docProps/core.xml');
    expect(properties.match(/<dcterms:(created|modified)[^>]*>[^<]*/g)).toEqual([
      expect.stringContaining(`>${told}`),
      expect.stringContaining(`>${told}`),
    ]);
  });
});
