import { describe, expect, it } from '@jest/globals';
import { cleanFileName } from './file-name.js';

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
});
