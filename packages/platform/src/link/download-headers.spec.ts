import { expect, it } from '@jest/globals';
import { contentDisposition } from './download-headers.js';

it('a file name cannot break out of its header', () => {
  expect(contentDisposition('a"; b=c\\ 100%.pdf')).toBe(
    `attachment; filename="a_; b=c_ 100_.pdf"; filename*=UTF-8''a%22%3B%20b%3Dc%5C%20100%25.pdf`,
  );
  expect(contentDisposition("签'字.pdf")).toBe(
    `attachment; filename="_'_.pdf"; filename*=UTF-8''%E7%AD%BE%27%E5%AD%97.pdf`,
  );
});
