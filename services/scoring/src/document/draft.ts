import type { PrintJob } from '@zhishou/documents/print.thread';
import { checkLength } from '@zhishou/platform/document/manuscript';
import type { EntityManager } from 'typeorm';
import type { DraftAsked, DraftCode } from './document.request.js';
import { annualDocument } from './annual.document.js';
import { bulletinDocument } from './bulletin.document.js';
import { faultAnalysisDocument } from './fault-analysis.document.js';
import { maintenanceDocument } from './maintenance.document.js';
import { servicePlanDocument } from './service-plan.document.js';

type Draw = (manager: EntityManager, asked: DraftAsked) => Promise<PrintJob>;

/** What is printed of each document that the contract wants and the facts can tell. */
export const DRAFTS: Record<DraftCode, Draw> = {
  BULLETIN: async (manager, asked) => {
    const paper = await bulletinDocument(manager, asked);
    checkLength(paper.major.length + paper.unrepaired.length);
    return { print: 'bulletinDocx', paper };
  },
  FAULT_ANALYSIS: async (manager, asked) => {
    const paper = await faultAnalysisDocument(manager, asked);
    checkLength(paper.faults.reduce((lines, { steps }) => lines + 20 + steps.length, 0));
    return { print: 'faultAnalysisDocx', paper };
  },
  MAINTENANCE_REPORT: async (manager, asked) => {
    const paper = await maintenanceDocument(manager, asked);
    checkLength(2 * paper.faults.length + paper.unrepaired.length);
    return { print: asked.format === 'XLSX' ? 'maintenanceReportXlsx' : 'maintenanceReportDocx', paper };
  },
  ANNUAL_SUMMARY: async (manager, asked) => {
    const paper = await annualDocument(manager, asked);
    checkLength(paper.unrepaired.length + paper.lessons.split('\n').length);
    return { print: asked.format === 'XLSX' ? 'annualSummaryXlsx' : 'annualSummaryDocx', paper };
  },
  SERVICE_PLAN: (_manager, asked) =>
    Promise.resolve({ print: 'servicePlanDocx', paper: servicePlanDocument(asked) }),
};
