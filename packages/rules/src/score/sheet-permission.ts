import type { Refusal, Step } from '../life.js';
import { actionsBy, type Permission, refusalBy } from '../permission.js';
import type { Person } from '../role.js';
import type { Scoring, SheetCase, SheetStep } from './sheet-case.js';
import { SHEET_LIFE, type SheetAction, type SheetReach } from './sheet-life.js';

const WITHIN: Record<SheetReach, (sheet: SheetCase, personId: string) => boolean> = {
  any: () => true,
  'scored by others': ({ scoring }, id) => scoring?.byId !== id,
  'objected to by others': ({ objection }, id) => objection?.byId !== id,
  'scored and objected to by others': ({ scoring, objection }, id) =>
    scoring?.byId !== id && objection?.byId !== id,
};

const isUnanswered = ({ objection }: SheetCase): boolean =>
  objection !== null && !objection.waived && objection.answeredAt === null;

const mayObjectUntil = ({ objection, objectBy }: SheetCase): number =>
  objection === null ? (objectBy ?? 0) : 0;

/** Of a month on paper there is nothing to compute, and nothing to object to: both sides have signed it. */
const ON_PAPER =
  'The month lies before the first day that is kept here: its scores are taken over from paper';
const KEPT_HERE = 'The month is kept here: it is scored from what is known of it';

const isPaperStep = (action: SheetAction): boolean =>
  action === 'enterPaperScores' || action === 'confirmPaperScores';

/** A step that is taken, or one that is only asked about: its name alone. */
type Asked = Step & { scoring?: Scoring; ofVersion?: number | null };

const OBSTACLES: Record<SheetAction, (sheet: SheetCase, step: Asked, now: number) => string | null> = {
  scoreMonth: ({ scoring }, step) =>
    step.scoring && scoring && step.scoring.lastFact < scoring.lastFact
      ? 'It was scored from more than this computation knew: score it again'
      : null,
  objectToScore: (sheet, _step, now) => {
    if (sheet.objection?.waived === true) return 'The right to object was waived';
    if (sheet.objection !== null) return 'The sheet was objected to before, which is possible once';
    return now > mayObjectUntil(sheet) ? 'The time to object is over' : null;
  },
  answerObjection: (sheet) => (isUnanswered(sheet) ? null : 'There is no objection to answer'),
  enterPaperScores: () => null,
  confirmPaperScores: () => null,
  confirmScore: (sheet, _step, now) => {
    if (isUnanswered(sheet)) return 'The objection is not answered yet';
    const until = mayObjectUntil(sheet);
    return now <= until
      ? `The provider may object until ${new Date(until).toISOString()}, unless it waives the right`
      : null;
  },
};

const PERMISSION: Permission<SheetCase, SheetStep, SheetReach> = {
  name: 'The score sheet',
  table: SHEET_LIFE,
  isWithinReach: (sheet, { id }, reach) => WITHIN[reach](sheet, id),
  isOver: ({ confirmedAt }) => confirmedAt !== null,
  obstacle: (sheet, step, now) => {
    const { ofVersion }: Asked = step;
    if (ofVersion != null && ofVersion !== sheet.version)
      return 'The score sheet has changed since: look at it again';
    const onPaper = sheet.onPaper ?? false;
    if (onPaper !== isPaperStep(step.action)) return onPaper ? ON_PAPER : KEPT_HERE;
    return OBSTACLES[step.action](sheet, step, now);
  },
};

/** What this person may do with the sheet as it stands at `now` (ms). */
export const sheetActions = (sheet: SheetCase, person: Person, now: number): SheetAction[] =>
  actionsBy(PERMISSION, sheet, person, now);

/** Why the step cannot be taken at `now` (ms) by this person, or null when it can. */
export const sheetRefusal = (
  sheet: SheetCase,
  step: SheetStep,
  person: Person,
  now: number,
): Refusal | null => refusalBy(PERMISSION, sheet, step, person, now);
