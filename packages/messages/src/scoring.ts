/** Activities of the scoring worker. Each looks at how things stand, so that repeating one does no harm. */
export interface ScoringActivities {
  /** Opens the sheets of the months that are over. @returns the ids of those that were opened */
  openSheets(): Promise<string[]>;
}
