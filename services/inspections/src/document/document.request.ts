import type { DocumentFormat } from '@zhishou/platform/document/document-link.type';
import { cleanFileName } from '@zhishou/platform/link/file-name';
import type { Day } from '@zhishou/rules/month';
import type { Plan } from '../plan/plan.entity.js';
import type { MonthDocument } from './document.type.js';

/** Which document an address leads to. `of`: id of a visit; of a plan its own; of anything else that of the cycle. */
export interface DocumentRequest {
  kind: `${MonthDocument}` | 'VISIT_RECORD';
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
  MONTHLY_PLAN: '月度巡检计划',
  VISIT_RECORD: '巡检记录表',
  HAZARD_LIST: '月度隐患汇总',
  INSPECTION_REPORT: '月度巡检报告',
  JOINT_TEST_REPORT: '月度联调报告',
};

/** `月度巡检计划 2026-11 第2版.docx`: of a day, or of a month */
export const fileNameOf = (
  { kind, format }: Pick<DocumentRequest, 'kind' | 'format'>,
  when: Day,
  more = '',
): string => cleanFileName(`${TITLES[kind]} ${when} ${more}`.trimEnd() + `.${format.toLowerCase()}`);

/** `第2版` */
export const versionOf = ({ no }: Pick<Plan, 'no'>): string => `第${no}版`;
