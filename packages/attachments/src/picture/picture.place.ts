import readExif from 'exif-reader';
import type { Position } from '../attachment.entity.js';

export interface Place {
  /** where the position was asked for and the picture has one */
  position: Position | null;
  takenAt: Date | null;
}

export const NOWHERE: Place = { position: null, takenAt: null };

/** Where and when a picture says that it was taken. */
export function placeOf(exif: Buffer): Place {
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
