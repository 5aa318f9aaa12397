import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { passwordProblem } from './password-policy.js';

const OWNER = { username: 'zhang.huimin', displayName: '张慧敏' };
const problemOf = (password: string) => passwordProblem(password, OWNER);

describe('a password', () => {
  it.each(['correct horse battery', 'three words are enough', '今天 的 天气 真 不错', 'q7!Zp-29vLw#'])(
    'may be a phrase or long and mixed: %s',
    (password) => expect(problemOf(password)).toBeUndefined(),
  );

  it.each(['', '2short', 'elevenchars', '五个字而已'])('is not short: %s', (password) =>
    expect(problemOf(password)).toMatch(/at least 12/),
  );

  it.each([
    'password1234',
    'qwertyuiop123',
    'aaaaaaaaaaaaaaaa',
    '0123456789abcdef',
    'iloveyou1314520',
    'zhang.huimin2026',
    'huiminhuimin',
    'Shaoguan2026!',
    'Zhishou123456',
    'ｐａｓｓｗｏｒｄ1234',
    'a'.repeat(200),
  ])('is not what everybody tries: %s', (password) => expect(problemOf(password)).toMatch(/too easy/));

  it('that is made by chance is good', () => {
    for (let n = 0; n < 50; n += 1) expect(problemOf(randomBytes(12).toString('base64url'))).toBeUndefined();
  });

  it('is judged in little time, however long', () => {
    const began = performance.now();
    for (const part of ['p4s5w0rd@$1!', 'aA1!', 'zhang.huimin']) problemOf(part.repeat(50).slice(0, 200));
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
