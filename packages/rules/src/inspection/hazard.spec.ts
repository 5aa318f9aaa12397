import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person } from '../role.js';
import { HAZARD } from './hazard.js';
import { type HazardCase, type HazardStep, openHazard } from './hazard-case.js';
import { HAZARD_ACTIONS, hazardRolesFor } from './hazard-life.js';
import { hazardActions } from './hazard-permission.js';

const SUPERVISOR: Person = { id: 's', role: 'BUREAU_SUPERVISOR' };
const ENGINEER: Person = { id: 'e', role: 'PROVIDER_ENGINEER' };
const CONSENT: HazardStep = { action: 'decideHazard', consent: true };
const DECLINE: HazardStep = { action: 'decideHazard', consent: false };
const RECTIFY: HazardStep = { action: 'rectifyHazard' };
const PASS: HazardStep = { action: 'verifyHazard', passed: true };
const FAIL: HazardStep = { action: 'verifyHazard', passed: false };

const NO_DATES = { rectifyDays: 0, remindDays: 0 };

const after = (...steps: HazardStep[]): HazardCase =>
  steps.reduce((hazard, step, index) => HAZARD.apply(hazard, step, index + 1), openHazard('h', 0, NO_DATES));

describe('a hazard', () => {
  it.each<[string, HazardStep[], Partial<HazardCase>, boolean]>([
    ['proposed', [], { state: 'PROPOSED', round: 1, proposedAt: 0 }, false],
    ['consented to', [CONSENT], { state: 'CONSENTED', decidedAt: 1 }, false],
    ['declined', [DECLINE], { state: 'DECLINED', closedAt: 1 }, true],
    ['rectified', [CONSENT, RECTIFY], { state: 'RECTIFIED', rectifiedAt: 2 }, false],
    ['sent back', [CONSENT, RECTIFY, FAIL], { state: 'CONSENTED', round: 2, rectifiedAt: null }, false],
    [
      'closed in the second round',
      [CONSENT, RECTIFY, FAIL, RECTIFY, PASS],
      { state: 'CLOSED', round: 2, rectifiedAt: 4, closedAt: 5 },
      true,
    ],
  ])('%s', (_, steps, expected, isFinal) => {
    expect(after(...steps)).toMatchObject({ ...expected, version: steps.length });
    expect(HAZARD.isFinal(after(...steps))).toBe(isFinal);
  });

  it.each<[HazardStep[], string[], string[]]>([
    [[], ['decideHazard'], []],
    [[CONSENT], [], ['rectifyHazard']],
    [[CONSENT, RECTIFY], ['verifyHazard'], []],
    [[DECLINE], [], []],
    [[CONSENT, RECTIFY, PASS], [], []],
  ])('after %j gives the bureau %j and the provider %j', (steps, bureau, provider) => {
    expect(hazardActions(after(...steps), SUPERVISOR, 9)).toEqual(bureau);
    expect(hazardActions(after(...steps), ENGINEER, 9)).toEqual(provider);
  });

  it('is decided and verified by the bureau alone, and touched by nobody who only reads', () => {
    expect(HAZARD_ACTIONS.map((action) => [action, hazardRolesFor(action)])).toEqual([
      ['decideHazard', ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN']],
      ['rectifyHazard', ['PROVIDER_DISPATCHER', 'PROVIDER_ENGINEER']],
      ['verifyHazard', ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN']],
    ]);
    expect(HAZARD.refusal(after(), CONSENT, ENGINEER, 0)).toEqual({
      code: 'FORBIDDEN',
      message: 'The hazard is not yours to work on',
    });
    expect(HAZARD.refusal(after(), RECTIFY, ENGINEER, 0)).toEqual({
      code: 'CONFLICT',
      message: 'The hazard is PROPOSED; rectifyHazard is not possible now',
    });
  });

  it('is rectified only with consent, whatever is tried', () => {
    const tries = fc.array(fc.constantFrom(CONSENT, DECLINE, RECTIFY, PASS, FAIL), { maxLength: 15 });
    fc.assert(
      fc.property(tries, (steps) => {
        let hazard = after();
        for (const step of steps) {
          const by = step.action === 'rectifyHazard' ? ENGINEER : SUPERVISOR;
          if (HAZARD.refusal(hazard, step, by, 0) === null) hazard = HAZARD.apply(hazard, step, 1);
        }
        if (hazard.rectifiedAt !== null) expect(hazard.decidedAt).not.toBeNull();
        if (hazard.state === 'CLOSED') expect(hazard.rectifiedAt).not.toBeNull();
        if (hazard.state === 'DECLINED') expect(hazard.rectifiedAt).toBeNull();
        expect(HAZARD.isFinal(hazard)).toBe(hazard.closedAt !== null);
      }),
    );
  });
});
