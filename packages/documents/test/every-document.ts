import { annualSummaryDocx, annualSummaryXlsx } from '../src/annual-summary.js';
import { bulletinDocx } from '../src/bulletin.js';
import { faultAnalysisDocx } from '../src/fault-analysis.js';
import { hazardListDocx, hazardListXlsx } from '../src/hazard-list.js';
import { inspectionReportDocx } from '../src/inspection-report.js';
import { jointTestReportDocx } from '../src/joint-test-report.js';
import { maintenanceReportDocx } from '../src/maintenance-report.js';
import { maintenanceReportXlsx } from '../src/maintenance-report.workbook.js';
import { monthlyPlanDocx, monthlyPlanXlsx } from '../src/monthly-plan.js';
import { scoreSheetDocx } from '../src/score-sheet.js';
import { scoreSheetXlsx } from '../src/score-sheet.workbook.js';
import { servicePlanDocx } from '../src/service-plan.js';
import { settlementStatementDocx } from '../src/settlement-statement.js';
import { settlementStatementXlsx } from '../src/settlement-statement.workbook.js';
import { visitRecordDocx } from '../src/visit-record.js';
import { faultAnalysis, monthAnalysis } from './analysis.builder.js';
import { annualSummary, servicePlan } from './annual.builder.js';
import { bulletin } from './bulletin.builder.js';
import { maintenance } from './maintenance.builder.js';
import { hazardList, jointTestReport, plan, record, report } from './month.builder.js';
import { scoreSheet, settlement } from './score.builder.js';

/** Every document of the sample month, by the name of its file. */
export const everyDocument: Record<string, () => Promise<Uint8Array>> = {
  'monthly-plan.docx': () => monthlyPlanDocx(plan),
  'monthly-plan.xlsx': () => monthlyPlanXlsx(plan),
  'visit-record.docx': () => visitRecordDocx(record),
  'inspection-report.docx': () => inspectionReportDocx(report),
  'joint-test-report.docx': () => jointTestReportDocx(jointTestReport),
  'hazard-list.docx': () => hazardListDocx(hazardList),
  'hazard-list.xlsx': () => hazardListXlsx(hazardList),
  'maintenance-report.docx': () => maintenanceReportDocx(maintenance),
  'maintenance-report.xlsx': () => maintenanceReportXlsx(maintenance),
  'annual-summary.docx': () => annualSummaryDocx(annualSummary),
  'annual-summary.xlsx': () => annualSummaryXlsx(annualSummary),
  'service-plan.docx': () => servicePlanDocx(servicePlan),
  'bulletin.docx': () => bulletinDocx(bulletin),
  'fault-analysis.docx': () => faultAnalysisDocx(faultAnalysis),
  'month-analysis.docx': () => faultAnalysisDocx(monthAnalysis),
  'score-sheet.docx': () => scoreSheetDocx(scoreSheet),
  'score-sheet.xlsx': () => scoreSheetXlsx(scoreSheet),
  'settlement-statement.docx': () => settlementStatementDocx(settlement),
  'settlement-statement.xlsx': () => settlementStatementXlsx(settlement),
};
