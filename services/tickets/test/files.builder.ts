import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

type PictureFormat = 'jpeg' | 'png' | 'webp';

/** Where and when {@link photo} says that it was taken, and who it says took it. */
export const TAKEN = {
  position: { latitude: 24.808333, longitude: 113.597222 },
  at: '2026-07-01T02:03:04.000Z',
  by: 'somebody who is named',
};

const EXIF = {
  IFD0: { Artist: TAKEN.by, Copyright: TAKEN.by },
  IFD2: { DateTimeOriginal: '2026:07:01 10:03:04', BodySerialNumber: '4711' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '24/1 48/1 30/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '113/1 35/1 50/1',
    GPSTimeStamp: '2/1 3/1 4/1',
    GPSDateStamp: '2026:07:01',
  },
};

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });

/** A photo lying on its side, 60 wide and 40 high as stored, full of metadata. */
export const photo = (format: PictureFormat = 'jpeg'): Promise<Buffer> =>
  noise(60, 40).withExif(EXIF).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();

/** A picture of so many bytes or a little more, which cannot be made smaller. */
export async function bigPicture(bytes: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(bytes / 2));
  return noise(side, side).png({ compressionLevel: 0 }).toBuffer();
}

/** A picture in two frames. */
export async function film(): Promise<Buffer> {
  const frames = await Promise.all([1, 2].map(() => noise(8, 8).png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}

/** A PNG of a few kilobytes that says it is 30,000 × 30,000: 900 million pixels. */
export function bomb(): Buffer {
  const side = 30_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((side / 8 + 1) * 1000), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND')]);
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A zip archive of these texts, not compressed. */
function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path, data]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    index.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, where, path);
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, Buffer.from('PK\u0005\u0006'), end]);
}

const office = (part: string, type: string): Buffer =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    '_rels/.rels': '<?xml version="1.0"?><Relationships/>',
    [part]: '<?xml version="1.0"?><document/>',
  });

const mp4 = (brand: string): Buffer => {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}`, 4, 'latin1');
  box.write('isommp42', 16, 'latin1');
  return Buffer.concat([box, Buffer.from([0, 0, 0, 8]), Buffer.from('mdat')]);
};

const wave = (): Buffer => {
  const head = Buffer.from('RIFF\0\0\0\0WAVEfmt \u0010\0\0\0', 'latin1');
  return Buffer.concat([head, Buffer.from([1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0])]);
};

const ogg = (): Buffer => {
  const page = Buffer.alloc(64);
  page.write('OggS', 0, 'latin1');
  page.write('OpusHead', 28, 'latin1');
  return page;
};

/** One small file of each kind that is no picture, by the name it comes under. */
export const FILES: Record<string, { bytes: Buffer; kind: string; contentType: string }> = {
  '故障录音.mp3': {
    bytes: Buffer.concat([
      Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
      Buffer.from([0xff, 0xfb, 0x90, 0x64]),
      Buffer.alloc(413),
    ]),
    kind: 'AUDIO',
    contentType: 'audio/mpeg',
  },
  'memo.m4a': { bytes: mp4('M4A '), kind: 'AUDIO', contentType: 'audio/mp4' },
  'hotline.wav': { bytes: wave(), kind: 'AUDIO', contentType: 'audio/wav' },
  'voice.ogg': { bytes: ogg(), kind: 'AUDIO', contentType: 'audio/ogg' },
  'screen.mp4': { bytes: mp4('isom'), kind: 'VIDEO', contentType: 'video/mp4' },
  '签字扫描.pdf': {
    bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'latin1'),
    kind: 'DOCUMENT',
    contentType: 'application/pdf',
  },
  'record.docx': {
    bytes: office('word/document.xml', 'wordprocessingml.document'),
    kind: 'DOCUMENT',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  'list.xlsx': {
    bytes: office('xl/workbook.xml', 'spreadsheetml.sheet'),
    kind: 'DOCUMENT',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
};

/** What must never be taken, each under a name that says so openly. */
export const UNWANTED: Record<string, Buffer> = {
  'drawing.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'declared.svg': Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  'page.html': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'run.sh': Buffer.from('#!/bin/sh\nrm -rf /\n'),
  'setup.exe': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)]),
  'notes.txt': Buffer.from('只是文字'),
  'pack.zip': zip({ 'a.txt': 'a' }),
  'moving.gif': Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1'),
};
