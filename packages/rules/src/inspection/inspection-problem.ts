/** What is wrong with an input, at its field: `visits.3.assetCodes.1`. */
export interface InspectionProblem {
  path: string;
  message: string;
}
