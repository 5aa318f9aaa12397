import type { Attachment } from './attachment.entity.js';

/** What an event says of a file that has come, whatever it is attached to. */
export const toldFile = ({ uploadedById, uploadedByRole, ...file }: Attachment) => {
  const { id, fileName, kind, contentType, size, sha256 } = file;
  return {
    attachment: { id, fileName, kind, contentType, size, sha256 },
    by: { id: uploadedById, role: uploadedByRole },
  };
};
