import { badInput } from '@zhishou/platform/errors';
import { fileTypeFromFile } from 'file-type';
import { ACCEPTED, type FileFormat, formatOf, isMisnamed, mayBeCalled } from './file-format.js';
import type { SpooledFile } from './spool.js';
import type { Upload } from './upload.entity.js';

const refused = (message: string) => badInput([{ path: 'file', message }]);

/**
 * What a file is, by its bytes alone.
 * @throws UserError BAD_USER_INPUT for what may not be attached, and for bytes that are not what was announced
 */
export async function inspectFile(
  sent: SpooledFile,
  announced: Pick<Upload, 'fileName' | 'contentType' | 'size' | 'sha256'>,
): Promise<FileFormat> {
  if (sent.size === 0) throw refused('is empty');
  if (announced.size !== null && announced.size !== sent.size)
    throw refused(`has ${sent.size} bytes, announced were ${announced.size}`);
  if (announced.sha256 !== null && announced.sha256 !== sent.sha256)
    throw refused('has another SHA-256 than announced: it was changed on its way');
  const found = await fileTypeFromFile(sent.path);
  const format = formatOf(found?.mime);
  if (!format) throw refused(`is ${found?.mime ?? 'of no kind that is known'}; taken are ${ACCEPTED}`);
  if (announced.contentType !== null && !mayBeCalled(format, announced.contentType))
    throw refused(`is ${format.contentType}, announced was ${announced.contentType}`);
  if (isMisnamed(format, announced.fileName))
    throw refused(`is ${format.contentType}, which its name ${announced.fileName} denies`);
  return format;
}
