import { describe, expect, it } from '@jest/globals';
import {
  linkProblems,
  type ReferenceAction,
  referenceActions,
  type ReferenceState,
  referenceState,
} from './reference-document.js';

const OPEN: ReferenceAction[] = [
  'requestReferenceUpload',
  'publishReferenceVersion',
  'linkReferenceDocument',
  'withdrawReferenceDocument',
];

describe('a reference document', () => {
  it.each<[number, Date | null, ReferenceState, ReferenceAction[]]>([
    [0, null, 'DRAFT', OPEN],
    [2, null, 'IN_FORCE', OPEN],
    [2, new Date(), 'WITHDRAWN', []],
  ])('with %i versions, withdrawn %s, is %s', (latestVersion, withdrawnAt, state, actions) => {
    expect(referenceState({ latestVersion, withdrawnAt })).toBe(state);
    expect(referenceActions(state, 'BUREAU_SUPERVISOR')).toEqual(actions);
    expect(referenceActions(state, 'PROVIDER_DISPATCHER')).toEqual([]);
  });

  it('applies to what some contract knows, each named once', () => {
    const contracts = [
      { checklist: [{ code: 'DUST' }], faultTypes: [{ code: 'POWER' }] },
      { checklist: [{ code: 'PORTS' }], faultTypes: [] },
    ];
    expect(linkProblems({ checklistItems: ['DUST', 'PORTS'], faultTypes: ['POWER'] }, contracts)).toEqual([]);
    expect(linkProblems({ checklistItems: ['DUST', 'DUST'], faultTypes: ['MAGIC'] }, contracts)).toEqual([
      { path: 'checklistItems.1', message: 'DUST is named above' },
      { path: 'faultTypes.0', message: 'MAGIC is in no contract' },
    ]);
  });
});
