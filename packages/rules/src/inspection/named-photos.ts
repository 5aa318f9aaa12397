import type { InspectionProblem } from './inspection-problem.js';

/** A photo as somebody names it. */
export interface NamedPhoto {
  /** where it is named: `results.3.photos.0` */
  path: string;
  key: string;
}

/** A file that was uploaded for what the photo is to be part of. */
export interface UploadedFile {
  id: string;
  /** what it is named by; two files may have the same */
  key: string;
  isPicture: boolean;
  /** the round whose photo it is already; null for none */
  usedIn: number | null;
}

interface Uploaded {
  files: readonly UploadedFile[];
  /** keys of what was announced and has not come yet */
  announced: ReadonlySet<string>;
}

export interface PhotosFound {
  /** the id of each photo, by where it is named */
  ids: ReadonlyMap<string, string>;
  problems: InspectionProblem[];
}

/** Which files the names stand for. Each is a picture, was uploaded for this very thing, and is named once and in one round. */
export function findPhotos(names: readonly NamedPhoto[], uploaded: Uploaded): PhotosFound {
  const ids = new Map<string, string>();
  const problems: InspectionProblem[] = [];
  const keys = new Set<string>();
  for (const { path, key } of names) {
    const found = keys.has(key) ? 'is named above' : photoOf(key, uploaded);
    keys.add(key);
    if (typeof found === 'string') problems.push({ path, message: found });
    else ids.set(path, found.id);
  }
  return { ids, problems };
}

/** The file, or why there is none to take. */
function photoOf(key: string, { files, announced }: Uploaded): UploadedFile | string {
  const called = files.filter((file) => file.key === key);
  const pictures = called.filter(({ isPicture }) => isPicture);
  const free = pictures.find(({ usedIn }) => usedIn === null);
  if (free) return free;
  if (pictures.length > 0) return `is a photo of round ${pictures[0]!.usedIn} already`;
  if (called.length > 0) return 'is no picture';
  return announced.has(key) ? 'was announced and has not been uploaded yet' : 'was not uploaded for this';
}
