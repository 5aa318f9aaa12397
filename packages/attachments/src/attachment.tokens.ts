/** What Nest injects that is no class. */
export const ATTACHMENT_SETTINGS = Symbol('AttachmentSettings');
export const ATTACHMENT_STORE = Symbol('AttachmentStore');
