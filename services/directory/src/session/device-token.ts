import { createHmac, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { DIRECTORY_SETTINGS } from '../directory.env.js';
import type { DirectorySettings } from '../directory.env.js';

const LIFE = '180 days';

/**
 * What a device keeps to show that a name has signed in there (OWASP's device cookie). It opens nothing: it only keeps
 * strangers' failures from counting against that device. Signed for one name, which is not in it.
 */
@Injectable()
export class DeviceTokens {
  constructor(@Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings) {}

  /** @param device the id it had, where it was known before */
  issue(username: string, device: string = randomUUID()): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setJti(device)
      .setExpirationTime(LIFE)
      .sign(this.keyOf(username));
  }

  /** The device's id; undefined where the token is no good, or another name's. */
  async read(username: string, token: string | undefined): Promise<string | undefined> {
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, this.keyOf(username), {
        algorithms: ['HS256'],
        requiredClaims: ['exp', 'jti'],
      });
      return payload.jti;
    } catch {
      return undefined;
    }
  }

  private keyOf(username: string): Uint8Array {
    return createHmac('sha256', this.settings.keySecret).update(`device of ${username}`).digest();
  }
}
