const INPUTS = {
  createGuaranteeTask: 'GuaranteeTaskInput',
  setGuaranteeRoster: 'GuaranteeRosterInput',
  checkInGuarantee: 'AttendGuaranteeInput',
  checkOutGuarantee: 'AttendGuaranteeInput',
  judgeGuaranteeTask: 'JudgeGuaranteeInput',
} as const;
export type Name = keyof typeof INPUTS;

export interface Task {
  id: string;
  state: string;
  month: string;
  fulfilled: boolean | null;
  note: string | null;
  gaps: object[];
  attendanceGaps: { from: string; to: string }[];
  shifts: { id: string; checkedInAt: string | null; checkedOutAt: string | null; person: { id: string } }[];
  allowedActions: string[];
}
export const VIEW = `id state month fulfilled note gaps { from to } attendanceGaps { from to }
  shifts { id checkedInAt checkedOutAt person { id } } allowedActions`;
export const sourceOf = (name: Name) =>
  `mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${VIEW} } }`;
