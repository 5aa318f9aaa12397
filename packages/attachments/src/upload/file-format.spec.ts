import { describe, expect, it } from '@jest/globals';
import {
  type FileFormat,
  formatOf,
  isAcceptedType,
  isMisnamed,
  mayBeCalled,
  withExtension,
} from './file-format.js';

const format = (sniffed: string): FileFormat => {
  const found = formatOf(sniffed);
  if (!found) throw new Error(`${sniffed} is no format`);
  return found;
};

describe('the kind of a file', () => {
  it.each(['image/svg+xml', 'text/html', 'image/heic', 'application/zip', 'image/gif', ''])(
    '%s is not taken',
    (type) => {
      expect([formatOf(type), isAcceptedType(type)]).toEqual([undefined, false]);
    },
  );

  it('may be called by its other names, in any case', () => {
    expect(mayBeCalled(format('image/jpeg'), 'Image/JPG; charset=binary')).toBe(true);
    expect(mayBeCalled(format('audio/wav'), 'audio/x-wav')).toBe(true);
    expect(mayBeCalled(format('video/mp4'), 'audio/mp4')).toBe(true);
    expect(mayBeCalled(format('image/jpeg'), 'image/png')).toBe(false);
  });

  it('is denied only by an ending that means another kind', () => {
    expect(isMisnamed(format('image/jpeg'), 'a.png')).toBe(true);
    expect(isMisnamed(format('image/jpeg'), 'a.JPEG')).toBe(false);
    expect(isMisnamed(format('image/jpeg'), 'a.2026')).toBe(false);
    expect(isMisnamed(format('image/jpeg'), 'a')).toBe(false);
  });

  it('ends the name, so that nothing else is opened by it', () => {
    expect(withExtension(format('application/pdf'), '签字扫描')).toBe('签字扫描.pdf');
    expect(withExtension(format('image/jpeg'), 'photo.jpg.exe')).toBe('photo.jpg.exe.jpg');
    expect(withExtension(format('image/jpeg'), 'photo.JPG')).toBe('photo.JPG');
  });
});
