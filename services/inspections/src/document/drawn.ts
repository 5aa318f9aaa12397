import type { Signature } from '@zhishou/documents/layout/signatures';
import type { DrawnSignature } from '../record/record.entity.js';

// a PNG begins with its header: name at 12, width and height at 16
const isPicture = (bytes: Buffer): boolean =>
  bytes.length > 24 &&
  bytes.toString('latin1', 12, 16) === 'IHDR' &&
  bytes.readUInt32BE(16) > 0 &&
  bytes.readUInt32BE(20) > 0;

/** A signature as it was drawn; of one that is no picture after all, name and time. */
export function drawnBy(role: string, name: string, { image, signedAt }: DrawnSignature): Signature {
  const bytes = Buffer.from(image, 'base64');
  const signature = { role, name, signedAt: Date.parse(signedAt) };
  return isPicture(bytes) ? { ...signature, image: bytes } : signature;
}
