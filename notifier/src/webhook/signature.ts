import { createHmac } from 'node:crypto';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '@zhishou/messages/webhook';

/**
 * The headers that prove who sent the body and when.
 * @param now instant of this try, in ms since the epoch; sent in whole seconds
 */
export function signatureHeaders(secret: string, body: string, now: number): Record<string, string> {
  const timestamp = Math.floor(now / 1000).toString();
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `v1=${digest}` };
}
