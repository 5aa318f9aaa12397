import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayEnd, dayStart } from '../month.js';
import type { Person } from '../role.js';
import { openSheet, type SheetCase, type SheetStep } from './sheet-case.js';
import { SHEET_ACTIONS, sheetRolesFor } from './sheet-life.js';
import { sheetActions } from './sheet-permission.js';
import { SHEET } from './sheet-process.js';

const SUPERVISOR: Person = { id: 's', role: 'BUREAU_SUPERVISOR' };
const ADMIN: Person = { id: 'a', role: 'BUREAU_ADMIN' };
const LEAD: Person = { id: 'd', role: 'PROVIDER_DISPATCHER' };
const ENGINEER: Person = { id: 'e', role: 'PROVIDER_ENGINEER' };
const AUDITOR: Person = { id: 'x', role: 'AUDITOR' };
const PEOPLE = [SUPERVISOR, ADMIN, LEAD, ENGINEER, AUDITOR];

const RULES = {
  contractVersion: 'v',
  objectionWorkingDays: 5,
  holidays: { off: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], worked: ['2026-10-10'] },
};
// a Tuesday before a holiday of seven days: 30 September, 8, 9, 10 (worked) and 12 October are the five
const SCORED_AT = dayStart('2026-09-29') + 9 * 3_600_000;
const OBJECT_BY = dayEnd('2026-10-12');

const score = (byId = 's', lastFact = 7): SheetStep => ({
  action: 'scoreMonth',
  byId,
  scoring: { scoringId: 'sco', lastFact, hash: 'h' },
});
const object = (waive = false, ofVersion?: number): SheetStep => ({
  action: 'objectToScore',
  byId: 'd',
  waive,
  ofVersion,
});
const ANSWER: SheetStep = { action: 'answerObjection' };
const confirm = (byId = 'a'): SheetStep => ({ action: 'confirmScore', byId });

const enter = (byId = 'a'): SheetStep => ({
  action: 'enterPaperScores',
  byId,
  scoring: { scoringId: 'sco', lastFact: 0, hash: 'h' },
});
const confirmPaper = (byId = 's'): SheetStep => ({ action: 'confirmPaperScores', byId });

const onPaper = (...steps: SheetStep[]): SheetCase =>
  steps.reduce(
    (sheet, step) => SHEET.apply(sheet, step, SCORED_AT),
    openSheet('c/2026-08', '2026-08', RULES, true),
  );

const after = (...steps: SheetStep[]): SheetCase =>
  steps.reduce(
    (sheet, step) => SHEET.apply(sheet, step, SCORED_AT),
    openSheet('c/2026-08', '2026-08', RULES),
  );

describe('a score sheet', () => {
  it.each<[string, SheetCase, number, Person, string[]]>([
    ['open, the supervisor', after(), SCORED_AT, SUPERVISOR, ['scoreMonth']],
    ['open, the admin', after(), SCORED_AT, ADMIN, []],
    ['scored, the supervisor', after(score()), SCORED_AT, SUPERVISOR, ['scoreMonth']],
    ['scored, the lead of the provider', after(score()), OBJECT_BY, LEAD, ['objectToScore']],
    ['scored, an engineer', after(score()), SCORED_AT, ENGINEER, []],
    ['scored, the admin, who waits', after(score()), OBJECT_BY, ADMIN, []],
    ['not objected to, the admin', after(score()), OBJECT_BY + 1, ADMIN, ['confirmScore']],
    ['not objected to, the provider', after(score()), OBJECT_BY + 1, LEAD, []],
    ['waived, the admin', after(score(), object(true)), SCORED_AT, ADMIN, ['confirmScore']],
    ['waived, the provider', after(score(), object(true)), SCORED_AT, LEAD, []],
    [
      'waived, then scored otherwise',
      after(score(), object(true), score()),
      SCORED_AT,
      LEAD,
      ['objectToScore'],
    ],
    [
      'objected to, the supervisor',
      after(score(), object()),
      SCORED_AT,
      SUPERVISOR,
      ['scoreMonth', 'answerObjection'],
    ],
    ['objected to, the admin', after(score(), object()), OBJECT_BY + 1, ADMIN, []],
    ['objected to, the provider', after(score(), object()), SCORED_AT, LEAD, []],
    ['answered, the admin', after(score(), object(), ANSWER), SCORED_AT, ADMIN, ['confirmScore']],
    [
      'answered and scored otherwise, the provider',
      after(score(), object(), ANSWER, score()),
      SCORED_AT,
      LEAD,
      [],
    ],
    ['scored by the admin, the same', after(score('a')), OBJECT_BY + 1, ADMIN, []],
    ['confirmed', after(score(), confirm()), OBJECT_BY + 1, SUPERVISOR, []],
    ['scored, an auditor', after(score()), SCORED_AT, AUDITOR, []],
    ['on paper, the admin', onPaper(), SCORED_AT, ADMIN, ['enterPaperScores']],
    ['on paper, the supervisor', onPaper(), SCORED_AT, SUPERVISOR, []],
    ['entered, the admin who did', onPaper(enter()), SCORED_AT, ADMIN, ['enterPaperScores']],
    ['entered, the supervisor', onPaper(enter()), SCORED_AT, SUPERVISOR, ['confirmPaperScores']],
    [
      'entered, another admin',
      onPaper(enter('b')),
      SCORED_AT,
      ADMIN,
      ['enterPaperScores', 'confirmPaperScores'],
    ],
    ['entered, the lead of the provider', onPaper(enter()), SCORED_AT, LEAD, []],
    ['entered and confirmed', onPaper(enter(), confirmPaper()), SCORED_AT, ADMIN, []],
  ])('%s', (_, sheet, now, person, actions) => {
    expect(sheetActions(sheet, person, now)).toEqual(actions);
  });

  it('may be objected to for five working days, the day of the scoring not counted', () => {
    expect(after(score()).objectBy).toBe(OBJECT_BY);
  });

  it('is never judged twice by one person, who came to have other roles meanwhile', () => {
    const as = (id: string, { role }: Person): Person => ({ id, role });
    const objected = after(score(), object());
    expect(sheetActions(after(score()), as('s', LEAD), SCORED_AT)).toEqual([]);
    expect(sheetActions(objected, as('d', SUPERVISOR), SCORED_AT)).toEqual(['scoreMonth']);
    expect(sheetActions(after(score(), object(), ANSWER), as('d', ADMIN), SCORED_AT)).toEqual([]);
  });

  it('says why not', () => {
    const why = (sheet: SheetCase, step: SheetStep, by: Person, now: number) =>
      SHEET.refusal(sheet, step, by, now)?.message;
    expect(why(after(score()), object(), LEAD, OBJECT_BY + 1)).toBe('The time to object is over');
    expect(why(after(score(), object()), confirm(), ADMIN, OBJECT_BY + 1)).toBe(
      'The objection is not answered yet',
    );
    expect(why(after(score()), confirm(), ADMIN, SCORED_AT)).toBe(
      'The provider may object until 2026-10-12T16:00:00.000Z, unless it waives the right',
    );
    expect(why(after(), confirm(), ADMIN, SCORED_AT)).toBe(
      'The score sheet is OPEN; confirmScore is not possible now',
    );
    expect(why(after(score()), ANSWER, SUPERVISOR, SCORED_AT)).toBe('There is no objection to answer');
    expect(why(after(score()), score('s', 6), SUPERVISOR, SCORED_AT)).toBe(
      'It was scored from more than this computation knew: score it again',
    );
    expect(why(after(score()), object(false, 0), LEAD, SCORED_AT)).toBe(
      'The score sheet has changed since: look at it again',
    );
    expect(why(after(score()), object(false, 1), LEAD, SCORED_AT)).toBeUndefined();
    expect(why(after(), enter(), ADMIN, SCORED_AT)).toMatch(/^The month is kept here/);
    expect(why(onPaper(), score(), SUPERVISOR, SCORED_AT)).toMatch(/^The month lies before the first day/);
    expect(SHEET_ACTIONS.filter((action) => sheetRolesFor(action).includes('AUDITOR'))).toEqual([]);
  });

  it('is never confirmed by who scored it, with an objection open, or changed afterwards, whatever is tried', () => {
    const tries = fc.array(
      fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...SHEET_ACTIONS), fc.boolean(), fc.nat(14)),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(tries, fc.boolean(), (all, paper) => {
        let sheet = paper ? onPaper() : after();
        let now = SCORED_AT;
        for (const [by, action, waive, days] of all) {
          now += days * 86_400_000;
          const steps: Record<string, SheetStep> = {
            scoreMonth: score(by.id),
            objectToScore: { action: 'objectToScore', byId: by.id, waive },
            answerObjection: ANSWER,
            confirmScore: confirm(by.id),
            enterPaperScores: enter(by.id),
            confirmPaperScores: confirmPaper(by.id),
          };
          const step = steps[action]!;
          const refusal = SHEET.refusal(sheet, step, by, now);
          if (SHEET.isFinal(sheet)) expect(refusal).not.toBeNull();
          if (refusal) continue;
          if (action === 'confirmPaperScores') expect(sheet.scoring?.byId).not.toBe(by.id);
          if (action === 'confirmScore') {
            expect(sheet.scoring?.byId).not.toBe(by.id);
            expect(sheet.objection === null ? now > sheet.objectBy! : true).toBe(true);
            expect(sheet.objection?.waived === false ? sheet.objection.answeredAt : 0).not.toBeNull();
          }
          sheet = SHEET.apply(sheet, step, now);
        }
      }),
    );
  });
});
