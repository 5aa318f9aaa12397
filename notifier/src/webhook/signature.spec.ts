import { describe, expect, it } from '@jest/globals';
import { signatureHeaders } from './signature.js';

describe('signatureHeaders', () => {
  it('signs timestamp and body as the README tells receivers', () => {
    // echo -n '1782612000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac 0123456789abcdef
    expect(signatureHeaders('0123456789abcdef', '{"id":"evt_1"}', 1_782_612_000_999)).toEqual({
      'x-zhishou-timestamp': '1782612000',
      'x-zhishou-signature': 'v1=dc744c0f3ddb64727661b2fcba8062a9e3e47bf6dc32f58c58774adcb072bc05',
    });
  });

  it('signs the bytes of UTF-8 text', () => {
    // echo -n '1782612000.重大故障' | openssl dgst -sha256 -hmac 0123456789abcdef
    expect(signatureHeaders('0123456789abcdef', '重大故障', 1_782_612_000_000)).toMatchObject({
      'x-zhishou-signature': 'v1=150ab3c0d97dc53511074ee1286edb272a3d79cc8104c7fd29582ccb8ba53e60',
    });
  });
});
