import type { Caller } from '@zhishou/platform/auth/caller';
import type { DocumentDesk } from '@zhishou/platform/document/document.desk';
import {
  DocumentFormat,
  type DocumentLink,
  type FileFormat,
} from '@zhishou/platform/document/document-link.type';
import { cleanFileName } from '@zhishou/platform/link/file-name';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { Args } from '@nestjs/graphql';

/** Codes of the documents that the contract wants and the facts can tell. */
const DRAFTS = [
  'ANNUAL_SUMMARY',
  'BULLETIN',
  'FAULT_ANALYSIS',
  'MAINTENANCE_REPORT',
  'SERVICE_PLAN',
] as const;
export type DraftCode = (typeof DRAFTS)[number];

/** Those whose tables make a spreadsheet. */
const AS_SPREADSHEET: readonly DraftCode[] = ['ANNUAL_SUMMARY', 'MAINTENANCE_REPORT'];

export const isMadeAs = (code: DraftCode, format: FileFormat): boolean =>
  format === 'DOCX' || AS_SPREADSHEET.includes(code);

export const isDraft = (code: string): code is DraftCode => DRAFTS.some((one) => one === code);

/** What a draft is of, as it is known at an instant (ms). */
export interface DraftAsked {
  contract: Contract;
  /** the month, or the id of the ticket; empty of what is of the contract as a whole */
  of: string;
  now: number;
  format: FileFormat;
  /** by whom (id), and what is said with it; absent of a mere draft */
  issued?: { by: string; remarks: string };
}

/** Which document an address leads to. `of`: the contract, and after `/` the month or the ticket, of what is about one. */
export type DocumentRequest = PrintRequest | EvidenceRequest;

export interface PrintRequest {
  kind: 'SCORE_SHEET' | 'SHEET_FACTS' | 'SETTLEMENT_STATEMENT' | DraftCode;
  format: FileFormat;
  of: string;
}

interface EvidenceRequest {
  kind: 'EVIDENCE';
  format: 'ZIP';
  of: string;
}

const written = ({ kind, format, of }: DocumentRequest): string => `${kind} ${format} ${of}`;

/** Reads what {@link written} wrote; whoever signed it is trusted. */
export function readRequest(text: string): DocumentRequest {
  const [kind, format, of] = text.split(' ');
  return { kind, format, of } as DocumentRequest;
}

const TITLES: Record<DocumentRequest['kind'], string> = {
  SCORE_SHEET: '考核表',
  SHEET_FACTS: '考核事实',
  SETTLEMENT_STATEMENT: '运维服务酬金结算单',
  EVIDENCE: '考核证据',
  ANNUAL_SUMMARY: '系统年度总结报告',
  BULLETIN: '维护质量通报',
  FAULT_ANALYSIS: '系统故障处理分析报告',
  MAINTENANCE_REPORT: '月度维护和总结分析报表',
  SERVICE_PLAN: '服务计划',
};

/** `考核表 shaoguan-2026 2026-07.docx`. @param ticket its number, of what is about one */
export const fileNameOf = ({ kind, format, of }: DocumentRequest, ticket?: string): string => {
  const [contract, subject = ''] = of.split('/');
  return cleanFileName(
    `${TITLES[kind]} ${contract} ${ticket ?? subject}`.trimEnd() + `.${format.toLowerCase()}`,
  );
};

const FORMULAS = 'A text to print and sign, or a spreadsheet whose formulas compute the same';

/** An address of the document for whoever may read it. @param ticket its number, of what is about one */
export const linkTo = (
  desk: DocumentDesk,
  caller: Caller,
  request: DocumentRequest,
  ticket?: string,
): DocumentLink => desk.link(caller, written(request), fileNameOf(request, ticket));

/** `format` of a field that leads to a document. */
export const FormatArgument = (description = FORMULAS): ParameterDecorator =>
  Args('format', { type: () => DocumentFormat, defaultValue: DocumentFormat.DOCX, description });
