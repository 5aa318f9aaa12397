/** How many tests of some rings passed, failed and were skipped. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The counts of jest's --json report that matter here. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** files that failed before any of their tests could run */
  numRuntimeErrorTestSuites: number;
  /** one a file, by its absolute path; instants in ms */
  testResults: JestFile[];
}

export interface JestFile {
  name: string;
  startTime: number;
  endTime: number;
  /** why tests of it failed, or it could not be run; otherwise empty */
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

/** A ring that could not be run at all counts as one failure. */
export const NOT_RUN: Tally = { passed: 0, failed: 1, skipped: 0 };

export const tallyOf = (report: JestReport): Tally => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  skipped: report.numPendingTests + report.numTodoTests,
});

export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** `N passed, N failed`, and what was skipped if anything was. */
export const inWords = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** A run with no test at all proves nothing and fails. */
export const succeeded = ({ passed, failed }: Tally): boolean => failed === 0 && passed > 0;
