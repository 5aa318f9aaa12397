import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import { PEOPLE } from '@zhishou/testkit/people';

/** One black point. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export interface Result {
  assetCode: string;
  item: string;
  result: 'OK' | 'ABNORMAL' | 'NOT_APPLICABLE';
  note?: string;
  finding?: 'FAULT' | 'HAZARD';
}

/** The record of a visit just made, signed by both over its content. */
export function recordOf(visitId: string, results: Result[], more: object = {}) {
  const [startedAt, endedAt] = [ago(60), ago(5)];
  const said = {
    visitId,
    accompaniedBy: PEOPLE.supervisor.id,
    contactName: '王值班',
    startedAt,
    endedAt,
    results,
  };
  const { accompaniedBy, ...rest } = { ...said, ...more };
  const content = {
    ...rest,
    accompaniedById: accompaniedBy,
    results: rest.results.map(({ note, finding, ...result }) => ({
      ...result,
      note: note ?? null,
      finding: finding ?? null,
    })),
  };
  const signature = { image: PNG, signedAt: ago(1), contentHash: sha256(canonicalJson(content)) };
  return { ...rest, accompaniedBy, engineerSignature: signature, contactSignature: signature };
}

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();
