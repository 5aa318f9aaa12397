import { describe, expect, it } from '@jest/globals';
import type { VisitState } from '@zhishou/rules/inspection/visit-life';
import type { Visit } from '../visit/visit.entity.js';
import { draftedHandling } from './draft-summary.js';
import { summaryProblems } from './summary.check.js';
import type { ToHandle } from './to-handle.js';

const visit = (state: VisitState, closedAt: number | null = null) => {
  const process = { closedAt } as Visit['process'];
  return { id: 'vst_1', date: '2026-11-12', place: '指挥中心', state, process };
};

const found = (id: string, more: Partial<ToHandle> = {}): ToHandle => ({
  finding: { id, assetCode: 'L1-S1-01', item: 'POWER', ticketId: null } as ToHandle['finding'],
  hazard: null,
  carriedOver: false,
  ...more,
});

describe('a summary', () => {
  it.each<[string, ReturnType<typeof visit>, boolean]>([
    ['never recorded', visit('PLANNED'), true],
    ['whose record waits', visit('RECORDED'), false],
    ['to be done again', visit('REJECTED'), false],
    ['rejected, and its month over', visit('REJECTED', 1), true],
    ['signed', visit('SIGNED', 1), true],
    ['called off', visit('CANCELLED', 1), true],
  ])('with a visit %s', (_, one, mayBe) => {
    const problems = summaryProblems('2026-11', [], { toHandle: [], visits: [one] });
    expect(problems.map(({ path }) => path)).toEqual(mayBe ? [] : ['month']);
    if (!mayBe) expect(problems[0]!.message).toContain(`${one.id} (${one.date}, ${one.place})`);
  });

  it('tells of every finding, once, and of nothing else', () => {
    const toHandle = [found('fnd_1'), found('fnd_2', { hazard: 'PROPOSED', carriedOver: true })];
    const problems = (...ids: string[]) =>
      summaryProblems(
        '2026-11',
        ids.map((findingId) => ({ findingId, text: '已处理' })),
        { toHandle, visits: [] },
      );
    expect(problems('fnd_1', 'fnd_2')).toEqual([]);
    expect(problems('fnd_1')).toEqual([{ path: 'handlings', message: 'lack fnd_2 (POWER of L1-S1-01)' }]);
    expect(problems('fnd_1', 'fnd_2', 'fnd_2', 'fnd_2')).toEqual([
      { path: 'handlings', message: 'tell of fnd_2 twice' },
    ]);
    expect(problems('fnd_1', 'fnd_2', 'fnd_3')).toMatchObject([{ path: 'handlings.2.findingId' }]);
  });
});

describe('a drafted handling', () => {
  it('says how a finding stands, differently for each state', () => {
    const states = ['PROPOSED', 'CONSENTED', 'DECLINED', 'RECTIFIED', 'CLOSED'] as const;
    const reported = found('fnd_1');
    reported.finding.ticketId = 'tkt_1';
    const texts = [
      draftedHandling(found('fnd_1'), []),
      draftedHandling(reported, []),
      ...states.map((hazard) => draftedHandling(found('fnd_1', { hazard }), [])),
    ];
    expect(new Set(texts).size).toBe(7);
  });
});
