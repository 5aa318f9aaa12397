import { InputType, IntersectionType } from '@nestjs/graphql';
import { FileAnnouncement } from '@zhishou/attachments/upload/upload.inputs';
import { OnTicket } from '../step/step.inputs.js';

@InputType({ description: 'A file to be sent for a ticket' })
export class RequestUploadInput extends IntersectionType(OnTicket, FileAnnouncement) {}
