import { annualSummaryDocx, annualSummaryXlsx } from './annual-summary.js';
import { bulletinDocx } from './bulletin.js';
import { faultAnalysisDocx } from './fault-analysis.js';
import { hazardListDocx, hazardListXlsx } from './hazard-list.js';
import { inspectionReportDocx } from './inspection-report.js';
import { jointTestReportDocx } from './joint-test-report.js';
import { jsonFile } from './json-file.js';
import { maintenanceReportDocx } from './maintenance-report.js';
import { maintenanceReportXlsx } from './maintenance-report.workbook.js';
import { monthlyPlanDocx, monthlyPlanXlsx } from './monthly-plan.js';
import { openMonthXlsx } from './open-month.workbook.js';
import { scoreSheetDocx } from './score-sheet.js';
import { scoreSheetXlsx } from './score-sheet.workbook.js';
import { servicePlanDocx } from './service-plan.js';
import { settlementStatementDocx } from './settlement-statement.js';
import { settlementStatementXlsx } from './settlement-statement.workbook.js';
import { visitRecordDocx } from './visit-record.js';

const PRINTS = {
  annualSummaryDocx,
  annualSummaryXlsx,
  bulletinDocx,
  faultAnalysisDocx,
  hazardListDocx,
  hazardListXlsx,
  inspectionReportDocx,
  jointTestReportDocx,
  jsonFile,
  maintenanceReportDocx,
  maintenanceReportXlsx,
  monthlyPlanDocx,
  monthlyPlanXlsx,
  openMonthXlsx,
  scoreSheetDocx,
  scoreSheetXlsx,
  servicePlanDocx,
  settlementStatementDocx,
  settlementStatementXlsx,
  visitRecordDocx,
};

/** What can be printed: each name with what is told of it. */
type Papers = { [Name in keyof typeof PRINTS]: Parameters<(typeof PRINTS)[Name]>[0] };

/** A document and the plain data of it. */
export type PrintJob = { [Name in keyof Papers]: { print: Name; paper: Papers[Name] } }[keyof Papers];

/** Runs in a thread of the printer's, one at a time. */
export default ({ print, paper }: PrintJob): Promise<Uint8Array> =>
  (PRINTS[print] as (told: typeof paper) => Promise<Uint8Array>)(paper);
