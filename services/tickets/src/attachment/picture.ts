import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { badInput } from '@zhishou/platform/errors';
import readExif from 'exif-reader';
import sharp from 'sharp';
import type { Position } from './attachment.entity.js';
import type { FileFormat } from './file-format.js';
import type { SpooledFile } from './spool.js';

const WITHIN_SECONDS = 30;
// what a PNG calls quality is fewer colours
const OPTIONS = { jpeg: { quality: 90 }, png: {}, webp: { quality: 90 } };

// no picture is read twice
sharp.cache(false);

interface Place {
  /** where the position was asked for and the picture has one */
  position: Position | null;
  takenAt: Date | null;
}

export interface PictureJob {
  /** the picture as it was sent */
  from: string;
  /** where to write it anew */
  to: string;
  format: NonNullable<FileFormat['picture']>;
  maxPixels: number;
  keepPosition: boolean;
}

export const NOWHERE: Place = { position: null, takenAt: null };

const refused = (message: string) => badInput([{ path: 'file', message }]);

let last: Promise<unknown> = Promise.resolve();

/**
 * Writes a picture anew from its pixels, upright: no metadata, no second file hidden behind it. One at a time, since
 * each may need as much memory as all its pixels.
 * @throws UserError BAD_USER_INPUT for what is damaged, cut off, animated, or has more than `maxPixels`
 */
export function cleanPicture(job: PictureJob): Promise<SpooledFile & Place> {
  const mine = last.then(() => clean(job));
  last = mine.catch(() => undefined);
  return mine;
}

async function clean({
  from,
  to,
  format,
  maxPixels,
  keepPosition,
}: PictureJob): Promise<SpooledFile & Place> {
  // this reads the head alone; what it says of the size holds for what is read after it
  const head = sharp(from, { limitInputPixels: false }).metadata();
  const { width, height, pages = 1, exif } = await head.catch(damaged);
  if (width * height > maxPixels)
    throw refused(`has ${width} × ${height} pixels: at most ${maxPixels} are taken`);
  if (pages > 1) throw refused('moves: send a film as MP4');
  const image = sharp(from, { limitInputPixels: maxPixels, failOn: 'error' });
  const pixels = image.autoOrient().timeout({ seconds: WITHIN_SECONDS });
  const bytes = await pixels.toFormat(format, OPTIONS[format]).toBuffer().catch(damaged);
  await writeFile(to, bytes, { mode: 0o600 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: to, size: bytes.length, sha256, ...(keepPosition && exif ? placeOf(exif) : NOWHERE) };
}

function damaged(): never {
  throw refused('is damaged: the picture cannot be read to its end');
}

function placeOf(exif: Buffer): Place {
  const gps = exifOf(exif)?.GPSInfo;
  const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef === 'S', 90);
  const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef === 'W', 180);
  const position = latitude === null || longitude === null ? null : { latitude, longitude };
  return { position, takenAt: position && instantOf(gps?.GPSDateStamp, gps?.GPSTimeStamp) };
}

// whoever made the picture wrote this: it may hold anything
function exifOf(exif: Buffer) {
  try {
    return readExif(exif);
  } catch {
    return undefined;
  }
}

function degrees(parts: unknown, negative: boolean, limit: number): number | null {
  if (!isTriple(parts)) return null;
  const [whole, minutes, seconds] = parts;
  const value = whole + minutes / 60 + seconds / 3600;
  return value >= 0 && value <= limit ? Number((negative ? -value : value).toFixed(6)) : null;
}

function instantOf(day: unknown, time: unknown): Date | null {
  const [, year, month, date] = /^(\d{4})[:-](\d{2})[:-](\d{2})/.exec(String(day)) ?? [];
  if (year === undefined || !isTriple(time)) return null;
  const [hours, minutes, seconds] = time;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date), hours, minutes, 0, seconds * 1000);
  return Number.isFinite(ms) ? new Date(ms) : null;
}

const isTriple = (value: unknown): value is [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every((part) => Number.isFinite(part));
