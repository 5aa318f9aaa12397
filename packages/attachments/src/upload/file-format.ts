/** What a file is for whoever looks through what is attached. */
export enum AttachmentKind {
  IMAGE = 'IMAGE',
  AUDIO = 'AUDIO',
  VIDEO = 'VIDEO',
  DOCUMENT = 'DOCUMENT',
}

/** A kind of file that may be attached. */
export interface FileFormat {
  /** what it is served as */
  contentType: string;
  kind: AttachmentKind;
  /** what a sniffer calls it */
  sniffed: readonly string[];
  /** what an honest sender may call it, besides `contentType` */
  aliases?: readonly string[];
  /** the first is given to a file that has none of them */
  extensions: readonly [string, ...string[]];
  /** set on pictures: the format to write them anew in */
  picture?: 'jpeg' | 'png' | 'webp';
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const SPOKEN_MP4 = ['audio/mp4', 'audio/x-m4a', 'audio/m4a'];

/** Everything that may be attached. Nothing of it runs in a browser; HEIC is missing because no free codec reads it. */
export const FORMATS: readonly FileFormat[] = [
  {
    contentType: 'image/jpeg',
    kind: AttachmentKind.IMAGE,
    sniffed: ['image/jpeg'],
    aliases: ['image/jpg', 'image/pjpeg'],
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    picture: 'jpeg',
  },
  {
    contentType: 'image/png',
    kind: AttachmentKind.IMAGE,
    sniffed: ['image/png'],
    extensions: ['png'],
    picture: 'png',
  },
  {
    contentType: 'image/webp',
    kind: AttachmentKind.IMAGE,
    sniffed: ['image/webp'],
    extensions: ['webp'],
    picture: 'webp',
  },
  {
    contentType: 'audio/mpeg',
    kind: AttachmentKind.AUDIO,
    sniffed: ['audio/mpeg'],
    aliases: ['audio/mp3'],
    extensions: ['mp3'],
  },
  {
    contentType: 'audio/mp4',
    kind: AttachmentKind.AUDIO,
    sniffed: ['audio/mp4', 'audio/x-m4a'],
    aliases: SPOKEN_MP4,
    extensions: ['m4a', 'mp4'],
  },
  {
    contentType: 'audio/wav',
    kind: AttachmentKind.AUDIO,
    sniffed: ['audio/wav'],
    aliases: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
    extensions: ['wav'],
  },
  {
    contentType: 'audio/ogg',
    kind: AttachmentKind.AUDIO,
    sniffed: ['audio/ogg', 'audio/ogg; codecs=opus'],
    aliases: ['audio/opus', 'application/ogg'],
    extensions: ['ogg', 'oga', 'opus'],
  },
  {
    // a recorder on Android writes speech into the same container as a film
    contentType: 'video/mp4',
    kind: AttachmentKind.VIDEO,
    sniffed: ['video/mp4'],
    aliases: SPOKEN_MP4,
    extensions: ['mp4', 'm4v', 'm4a'],
  },
  {
    contentType: 'application/pdf',
    kind: AttachmentKind.DOCUMENT,
    sniffed: ['application/pdf'],
    extensions: ['pdf'],
  },
  {
    contentType: `${OFFICE}.wordprocessingml.document`,
    kind: AttachmentKind.DOCUMENT,
    sniffed: [`${OFFICE}.wordprocessingml.document`],
    extensions: ['docx'],
  },
  {
    contentType: `${OFFICE}.spreadsheetml.sheet`,
    kind: AttachmentKind.DOCUMENT,
    sniffed: [`${OFFICE}.spreadsheetml.sheet`],
    extensions: ['xlsx'],
  },
];

const KNOWN_EXTENSIONS = new Set(FORMATS.flatMap(({ extensions }) => extensions));

/** What may be attached, for a person to read. */
export const ACCEPTED = FORMATS.map(({ extensions }) => extensions[0]).join(', ');

/** The format a sniffer's finding stands for, if that may be attached. */
export const formatOf = (sniffed: string | undefined): FileFormat | undefined =>
  FORMATS.find((format) => sniffed !== undefined && format.sniffed.includes(sniffed));

/** The format of pictures that are written anew like this. */
export const pictureFormat = (picture: NonNullable<FileFormat['picture']>): FileFormat =>
  FORMATS.find((format) => format.picture === picture)!;

/** `image/JPEG; x=y` → `image/jpeg`. */
const essence = (contentType: string): string => contentType.split(';')[0]!.trim().toLowerCase();

const calls = (format: FileFormat, contentType: string): boolean =>
  format.contentType === contentType || (format.aliases?.includes(contentType) ?? false);

/** Whether anything that may be attached is called so. */
export const isAcceptedType = (contentType: string): boolean =>
  FORMATS.some((format) => calls(format, essence(contentType)));

/** Whether an honest sender may call a file of this format so. */
export const mayBeCalled = (format: FileFormat, contentType: string): boolean =>
  calls(format, essence(contentType));

const extensionOf = (fileName: string): string | undefined =>
  /\.([A-Za-z0-9]{1,10})$/.exec(fileName)?.[1]?.toLowerCase();

/** Whether the name says that the file is of another format than it is. */
export function isMisnamed(format: FileFormat, fileName: string): boolean {
  const extension = extensionOf(fileName);
  return extension !== undefined && KNOWN_EXTENSIONS.has(extension) && !format.extensions.includes(extension);
}

/** The name, ending so that what is saved under it opens as what it is: `scan` → `scan.pdf`, `a.exe` → `a.exe.jpg`. */
export function withExtension(format: FileFormat, fileName: string): string {
  const extension = extensionOf(fileName);
  const fits = extension !== undefined && format.extensions.includes(extension);
  return fits ? fileName : `${fileName}.${format.extensions[0]}`;
}
