import { describe, expect, it } from '@jest/globals';
import { Secret } from 'otpauth';
import { newTotpSecret, otpauthUri, stepOfCode } from './one-time-code.js';

// RFC 6238 appendix B, SHA-1; of its eight digits the last six
const SECRET = Secret.fromLatin1('12345678901234567890').base32;
const VECTORS: [number, string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];

describe('a one-time code', () => {
  it.each(VECTORS)('at %i s is as RFC 6238 says', (seconds, code) =>
    expect(stepOfCode(SECRET, code.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30)),
  );

  it('is good in its step, the one before and the one after, and names its own', () => {
    const [at, step] = [1_111_111_109_000, Math.floor(1_111_111_109 / 30)];
    const steps = [-2, -1, 0, 1, 2].map((late) => stepOfCode(SECRET, '081804', at + late * 30_000));
    expect(steps).toEqual([undefined, step, step, step, undefined]);
  });

  it.each(['', '81804', '0081804', '08180x', ' 081804', '٠٨١٨٠٤'])('is six digits: not %j', (code) =>
    expect(stepOfCode(SECRET, code, 1_111_111_109_000)).toBeUndefined(),
  );
});

describe('a secret', () => {
  it('has 160 bits of chance and is shown as apps read it', () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(otpauthUri(secrets[0]!, 'zhishou', 'zhang.huimin'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/zhishou:zhang.huimin',
    ]);
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'zhishou',
      secret: secrets[0],
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
