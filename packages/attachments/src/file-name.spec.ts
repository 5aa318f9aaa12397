import { describe, expect, it } from '@jest/globals';
import { cleanFileName, contentDisposition } from './file-name.js';

describe('a file name', () => {
  it.each([
    ['配电柜 正面.jpg', '配电柜 正面.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\张伟\\照片.jpg', '照片.jpg'],
    ['.bashrc', 'bashrc'],
    ['  a   b . ', 'a b'],
    ['a:b*c?"<>|.pdf', 'a b c .pdf'],
    ['gpj.\u202eexe', 'gpj. exe'],
    ['line\nbreak\u0000.pdf', 'line break .pdf'],
    ['../..', ''],
    ['\u200b', ''],
  ])('%j is saved as %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  it('that is long keeps its ending and no half of a character', () => {
    expect(cleanFileName(`${'长'.repeat(200)}.jpeg`)).toBe(`${'长'.repeat(75)}.jpeg`);
    expect(cleanFileName('😀'.repeat(200))).toBe('😀'.repeat(80));
  });

  it('cannot break out of its header', () => {
    expect(contentDisposition('a"; b=c\\ 100%.pdf')).toBe(
      `attachment; filename="a_; b=c_ 100_.pdf"; filename*=UTF-8''a%22%3B%20b%3Dc%5C%20100%25.pdf`,
    );
    expect(contentDisposition("签'字.pdf")).toBe(
      `attachment; filename="_'_.pdf"; filename*=UTF-8''%E7%AD%BE%27%E5%AD%97.pdf`,
    );
  });
});
