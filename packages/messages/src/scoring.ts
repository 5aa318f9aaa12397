/** Activities of the scoring worker. Each looks at how things stand, so that repeating one does no harm. */
export interface ScoringActivities {
  /** Notes what is known by now in the audit chain, follows a changed price; opens the settlement of every contract and the sheets of the months that are over. @returns the sheets opened */
  openScores(): Promise<string[]>;
  /** Settles each contract that is over and whose months are all confirmed. @returns those settled */
  settleContracts(): Promise<string[]>;
}
