import type { PrintJob } from '@zhishou/documents/print.thread';
import { checkLength } from '@zhishou/platform/document/manuscript';
import type { EntityManager } from 'typeorm';
import type { DraftCode } from './document.request.js';
import { maintenanceDocument, type MonthAsked } from './maintenance.document.js';

type Draw = (manager: EntityManager, asked: MonthAsked) => Promise<PrintJob>;

/** What is printed of each document that the contract wants and the facts can tell. */
export const DRAFTS: Record<DraftCode, Draw> = {
  MAINTENANCE_REPORT: async (manager, asked) => {
    const paper = await maintenanceDocument(manager, asked);
    checkLength(2 * paper.faults.length + paper.unrepaired.length);
    return { print: 'maintenanceReportDocx', paper };
  },
};
