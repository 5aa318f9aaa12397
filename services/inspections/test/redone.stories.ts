import { expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import type { Result } from '@zhishou/testkit/visit-record';
import type { InspectionsWorld } from './inspections.world.js';
import { type Link, textOf } from '@zhishou/testkit/document-reader';
import { monthOf } from '@zhishou/rules/month';
import { document } from './reports.builder.js';
import { allRight, engineerOf, recordOf } from './record.builder.js';

const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const REVIEW = 'mutation ($input: ReviewVisitInput!) { reviewVisit(input: $input) { id } }';

interface Redone {
  world: InspectionsWorld;
  /** recorded without a finding, and not signed yet */
  visit: { id: string; engineer: { id: string }; assets: { code: string }[] };
}

/** What the findings of a visit are when its record is done again. */
export function redoneStories(open: () => Redone): void {
  it('says of a finding what the newest record says, and makes one of what is judged otherwise', async () => {
    const { world, visit } = open();
    const [one, other, ...rest] = allRight(visit);
    const record = (results: Result[]) =>
      world.ask(engineerOf(visit), RECORD, { input: recordOf(visit.id, [...results, ...rest]) });
    const abnormal = (result: Result, more: Partial<Result>): Result => ({
      ...result,
      result: 'ABNORMAL',
      ...more,
    });
    const before = await rowFaults(world.db.manager, 'inspections');

    const reject = { visitId: visit.id, sign: false, comment: '照片不清' };
    await world.ask('supervisor', REVIEW, { input: reject });
    await record([
      abnormal(one!, { finding: 'HAZARD', note: '标签不清', proposal: '更换标签' }),
      abnormal(other!, { finding: 'HAZARD', note: '风扇异响' }),
    ]);
    await world.ask('supervisor', REVIEW, { input: reject });
    await record([
      abnormal(one!, { finding: 'HAZARD', note: '标签脱落', proposal: '重做全部标签' }),
      abnormal(other!, { finding: 'FAULT', note: '风扇停转' }),
    ]);
    await world.ask('supervisor', REVIEW, { input: { visitId: visit.id, sign: true } });

    const found = await world.rows(
      `SELECT kind, description, proposal FROM finding WHERE visit_id = $1 ORDER BY found_at, rank DESC`,
      [visit.id],
    );
    expect(found).toEqual([
      { kind: 'HAZARD', description: '标签脱落', proposal: '重做全部标签' },
      { kind: 'HAZARD', description: '风扇异响', proposal: null },
      { kind: 'FAULT', description: '风扇停转', proposal: null },
    ]);
    const told = await world.rows<{ kind: string }>(
      `SELECT event -> 'data' -> 'finding' ->> 'kind' AS kind FROM outbox
       WHERE event ->> 'type' = 'inspection.finding-made' AND event -> 'data' -> 'finding' ->> 'visitId' = $1 ORDER BY id`,
      [visit.id],
    );
    expect(told.map(({ kind }) => kind)).toEqual(['HAZARD', 'HAZARD', 'FAULT']);
    expect(await rowFaults(world.db.manager, 'inspections')).toEqual(before);
    const report = await document(world, monthOf(Date.now()), 'INSPECTION_REPORT');
    expect(report).toContain('风扇异响（复检未再发现）');
    expect(report).not.toMatch(/(标签脱落|风扇停转)（复检/);
    const { visit: view } = await world.ask<{ visit: { document: Link } }>(
      'supervisor',
      'query ($id: ID!) { visit(id: $id) { document { url fileName expiresAt } } }',
      { id: visit.id },
    );
    expect(await textOf(world.service.url, view.document)).toContain('标签脱落；建议：重做全部标签');
  });
}
