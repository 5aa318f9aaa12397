import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey PNG, each pixel from 0 (black) to 255 (white). */
export function png(width: number, height: number, pixel: (x: number, y: number) => number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => pixel(x, y))]),
  );
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.concat(rows))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** A wavy line on white, as a finger draws it. */
export const drawnSignature = (waves: number): Uint8Array =>
  png(300, 100, (x, y) =>
    x > 20 && x < 280 && Math.abs(y - 50 - 30 * Math.sin((x * waves) / 40) * Math.cos(x / 90)) < 3 ? 0 : 255,
  );

/** Something to look at on a photo. */
export const photoOf = (width: number, height: number): Uint8Array =>
  png(width, height, (x, y) => (x % 40 < 3 || y % 40 < 3 ? 90 : 150 + Math.floor((80 * x) / width)));
