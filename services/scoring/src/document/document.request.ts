import { DocumentFormat } from '@zhishou/platform/document/document-link.type';
import { cleanFileName } from '@zhishou/platform/link/file-name';
import { Args } from '@nestjs/graphql';

/** Codes of the documents that the contract wants and the facts can tell. */
const DRAFTS = ['MAINTENANCE_REPORT'] as const;
export type DraftCode = (typeof DRAFTS)[number];

export const isDraft = (code: string): code is DraftCode => DRAFTS.some((one) => one === code);

/** Which document an address leads to. `of`: the contract, and after `/` the month, of what is about one. */
export interface DocumentRequest {
  kind: 'SCORE_SHEET' | 'SETTLEMENT_STATEMENT' | DraftCode;
  format: `${DocumentFormat}`;
  of: string;
}

export const written = ({ kind, format, of }: DocumentRequest): string => `${kind} ${format} ${of}`;

/** Reads what {@link written} wrote; whoever signed it is trusted. */
export function readRequest(text: string): DocumentRequest {
  const [kind, format, of] = text.split(' ');
  return { kind, format, of } as DocumentRequest;
}

const TITLES: Record<DocumentRequest['kind'], string> = {
  SCORE_SHEET: '考核表',
  SETTLEMENT_STATEMENT: '运维服务酬金结算单',
  MAINTENANCE_REPORT: '月度维护和总结分析报表',
};

/** `考核表 shaoguan-2026 2026-07.docx` */
export const fileNameOf = ({ kind, format, of }: DocumentRequest): string =>
  cleanFileName(`${TITLES[kind]} ${of.replace('/', ' ')}.${format.toLowerCase()}`);

/** `format` of a field that leads to a document. */
export const FormatArgument = (): ParameterDecorator =>
  Args('format', {
    type: () => DocumentFormat,
    defaultValue: DocumentFormat.DOCX,
    description: 'A text to print and sign, or a spreadsheet whose formulas compute the same',
  });
