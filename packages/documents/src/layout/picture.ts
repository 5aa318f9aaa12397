import { ImageRun } from 'docx';
import { imageSize } from 'image-size';
import { printable } from './text.js';

const PIXELS_PER_MM = 96 / 25.4;
const KINDS = { png: 'png', jpg: 'jpg' } as const;

export interface PictureBox {
  /** millimetres */
  width: number;
  height: number;
}

/**
 * A PNG or JPEG as large as the box lets it be, its proportions kept.
 * @param field named by the error: `photos[3]`
 * @throws RangeError for bytes that are neither
 */
export function picture(bytes: Uint8Array, box: PictureBox, description: string, field: string): ImageRun {
  const { width, height, type } = measured(bytes, field);
  const scale = Math.min((box.width * PIXELS_PER_MM) / width, (box.height * PIXELS_PER_MM) / height);
  const text = printable(description);
  return new ImageRun({
    type,
    data: bytes,
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: text, description: text },
  });
}

function measured(bytes: Uint8Array, field: string) {
  try {
    const { width, height, type = '' } = imageSize(bytes);
    if (type in KINDS && width > 0 && height > 0)
      return { width, height, type: KINDS[type as keyof typeof KINDS] };
  } catch {
    // said below, the same for every kind of wrong bytes
  }
  throw new RangeError(`${field}: not a PNG or JPEG picture`);
}
