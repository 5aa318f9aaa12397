import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { type Instant } from './day.js';

// by its local fields, which are what a zip stores, so that the bytes are the same in every time zone
const NO_DAY = new Date(1980, 0, 1);

/**
 * The same office file with everything replaced that tells when or in which process it was written: dates of the
 * archive's entries, dates in the properties, numbers of drawings that count on through a process.
 */
export function sealed(file: Uint8Array, createdAt: Instant): Uint8Array {
  const parts: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(file))) {
    if (name.endsWith('/')) continue;
    parts[name] = [edited(name, bytes, createdAt), { mtime: NO_DAY }];
  }
  return zipSync(parts);
}

function edited(name: string, bytes: Uint8Array, createdAt: Instant): Uint8Array {
  if (name === 'docProps/core.xml')
    return strToU8(
      strFromU8(bytes).replace(
        /(<dcterms:(created|modified)[^>]*>)[^<]*/g,
        (_, opening: string) => `${opening}${new Date(createdAt).toISOString()}`,
      ),
    );
  if (name === 'word/document.xml') {
    let drawings = 0;
    return strToU8(
      strFromU8(bytes).replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${(drawings += 1)}"`),
    );
  }
  return bytes;
}
