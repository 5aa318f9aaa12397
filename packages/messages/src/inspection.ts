import type { Month } from '@zhishou/rules/month';

/** Activities of the inspections worker. Each looks at how things stand, so that repeating one does no harm. */
export interface InspectionActivities {
  /** Ends those of a contract that ends early, opens the months whose time to be planned has come. @returns those that were opened */
  openCycles(): Promise<Month[]>;
  /** Makes the visits of the month those of the plan in force. */
  applyPlan(input: { cycleId: string; planNo: number }): Promise<void>;
  /** Tells the month's process whether every asset was visited. */
  noteCoverage(input: { cycleId: string }): Promise<void>;
}
