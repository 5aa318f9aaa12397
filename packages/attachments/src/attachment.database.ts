import { Attachment } from './attachment.entity.js';
import { StrayObject } from './store/stray-object.entity.js';
import { Upload } from './upload/upload.entity.js';

/** What stands in the schema of every service that keeps files. */
export const ATTACHMENT_ENTITIES = [Attachment, StrayObject, Upload];
