import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPhotos, type UploadedFile } from './named-photos.js';

const file = (id: string, key: string, more: Partial<UploadedFile> = {}): UploadedFile => ({
  ...{ id, key, isPicture: true, usedIn: null },
  ...more,
});

const UPLOADED = {
  files: [
    file('first', 'a'),
    file('sound', 'b', { isPicture: false }),
    file('earlier', 'c', { usedIn: 1 }),
    file('earlier', 'd', { usedIn: 1 }),
    file('again', 'd'),
  ],
  announced: new Set(['e']),
};

const named = (...keys: string[]) => keys.map((key, index) => ({ path: `photos.${index}`, key }));

describe('a photo that is named', () => {
  it.each<[string, string, string]>([
    ['is no picture', 'b', 'is no picture'],
    ['belongs to an earlier round', 'c', 'is a photo of round 1 already'],
    ['is on its way', 'e', 'was announced and has not been uploaded yet'],
    ['is of something else', 'f', 'was not uploaded for this'],
  ])('%s: refused', (_, key, message) => {
    expect(findPhotos(named(key), UPLOADED).problems).toEqual([{ path: 'photos.0', message }]);
  });

  it('twice is refused the second time', () => {
    const { ids, problems } = findPhotos(named('a', 'a'), UPLOADED);
    expect([...ids.values()]).toEqual(['first']);
    expect(problems).toEqual([{ path: 'photos.1', message: 'is named above' }]);
  });

  it('is the one that is free, where the same was uploaded again', () => {
    expect([...findPhotos(named('d'), UPLOADED).ids.values()]).toEqual(['again']);
  });

  it('is found or told of, and no file is taken twice', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        const { ids, problems } = findPhotos(named(...keys), UPLOADED);
        expect(ids.size + problems.length).toBe(keys.length);
        expect(new Set(ids.values()).size).toBe(ids.size);
      }),
    );
  });
});
