import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { FileFormat } from '../upload/file-format.js';
import { NOWHERE, type Place, placeOf } from './picture.place.js';
import type { SpooledFile } from '../upload/spool.js';

export type PictureFormat = NonNullable<FileFormat['picture']>;

export interface PictureJob {
  /** the picture as it was sent */
  from: string;
  /** where to write it anew */
  to: string;
  format: PictureFormat;
  /** bytes of the picture as it was sent */
  sentSize: number;
  /** of the picture as it is written */
  maxBytes: number;
  maxPixels: number;
  keepPosition: boolean;
}

export interface CleanPicture extends SpooledFile, Place {
  /** not always the one it came in: see {@link cleanPicture} */
  format: PictureFormat;
}

/** Why a picture is not taken, in words for its sender. */
export class PictureRefusal extends Error {}

/** What no format written here goes beyond. */
const MAX_SIDE = 16_383;
/** A picture of fewer bytes may grow as it likes. */
const SMALL_BYTES = 1_000_000;
const MAY_GROW = 2;

const WITH_QUALITY = { jpeg: [90, 75], webp: [90, 75] };
// what a PNG calls quality is fewer colours
const PNG = { adaptiveFiltering: true };

// no picture is read twice, and one of many pixels leaves a core to the others
sharp.cache(false);
sharp.concurrency(1);

/**
 * Writes a picture anew from its pixels, upright, with 8 bits a channel: no metadata, no second file hidden behind it.
 * One that would come to more than twice what was sent is written at a lower quality, and a PNG as a JPEG, or as a WebP
 * where it lets light through.
 * @throws PictureRefusal for what is damaged, cut off, animated, too large before or after
 */
export async function cleanPicture(job: PictureJob): Promise<CleanPicture> {
  const { from, to, maxBytes, maxPixels, keepPosition } = job;
  // this reads the head alone; what it says of the size holds for what is read after it
  const head = sharp(from, { limitInputPixels: false }).metadata();
  const { width, height, pages = 1, exif, hasAlpha } = await head.catch(damaged);
  if (width * height > maxPixels)
    throw new PictureRefusal(`has ${width} × ${height} pixels: at most ${maxPixels} are taken`);
  if (Math.max(width, height) > MAX_SIDE)
    throw new PictureRefusal(`is ${width} × ${height}: at most ${MAX_SIDE} pixels a side are taken`);
  if (pages > 1) throw new PictureRefusal('moves: send a film as MP4');
  const { bytes, format } = await smallest(job, hasAlpha);
  if (bytes.length > maxBytes)
    throw new PictureRefusal(`comes to ${bytes.length} bytes when it is written anew: at most ${maxBytes}`);
  await writeFile(to, bytes, { mode: 0o600 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const place = keepPosition && exif ? placeOf(exif) : NOWHERE;
  return { path: to, size: bytes.length, sha256, format, ...place };
}

interface Written {
  bytes: Buffer;
  format: PictureFormat;
}

/** The first that has not grown too much, else the smallest. */
async function smallest(
  { from, format, sentSize, maxPixels }: PictureJob,
  hasAlpha: boolean,
): Promise<Written> {
  const enough = Math.max(MAY_GROW * sentSize, SMALL_BYTES);
  let best: Written | undefined;
  for (const [name, options] of waysToWrite(format, hasAlpha)) {
    const pixels = sharp(from, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
    const eightBit = pixels.toColourspace('srgb').toFormat(name, options);
    const written = { bytes: await eightBit.toBuffer().catch(damaged), format: name };
    if (written.bytes.length <= enough) return written;
    if (!best || written.bytes.length < best.bytes.length) best = written;
  }
  return best!;
}

function waysToWrite(format: PictureFormat, hasAlpha: boolean): [PictureFormat, object][] {
  if (format === 'png') return [['png', PNG], ...waysToWrite(hasAlpha ? 'webp' : 'jpeg', hasAlpha)];
  return WITH_QUALITY[format].map((quality) => [format, { quality }]);
}

function damaged(): never {
  throw new PictureRefusal('is damaged: the picture cannot be read to its end');
}
