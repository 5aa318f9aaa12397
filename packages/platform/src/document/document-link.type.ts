import { Directive, Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow } from '../auth/allow.decorator.js';
import { READERS } from '../auth/roles.js';

export enum DocumentFormat {
  DOCX = 'DOCX',
  XLSX = 'XLSX',
}

registerEnumType(DocumentFormat, {
  name: 'DocumentFormat',
  description: 'What an office opens it with.',
  valuesMap: {
    DOCX: { description: 'A text, to be printed and signed' },
    XLSX: { description: 'A spreadsheet, to be worked with' },
  },
});

@ObjectType({ description: 'Where a document is for ten minutes; it is made when it is fetched' })
@Directive('@shareable')
@Allow(...READERS)
export class DocumentLink {
  @Field(() => String, { description: 'To be resolved against the address this answer came from' })
  url!: string;

  @Field(() => String, { description: 'What it is saved as' })
  fileName!: string;

  @Field(() => Date, { description: 'When the address ends' })
  expiresAt!: Date;
}

/** What a file can be; JSON is for programs. */
export type FileFormat = `${DocumentFormat}` | 'JSON';

export const CONTENT_TYPES: Record<FileFormat, string> = {
  JSON: 'application/json',
  DOCX: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
