import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';

/** One black point. */
/** A picture, base64. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export interface Result {
  assetCode: string;
  item: string;
  result: 'OK' | 'ABNORMAL' | 'NOT_APPLICABLE';
  note?: string;
  finding?: 'FAULT' | 'HAZARD';
  proposal?: string;
  /** SHA-256 of each, as it was sent */
  photos?: string[];
}

interface Said {
  visitId: string;
  accompaniedBy: string;
  results: Result[];
  photos?: string[];
  contactName?: string;
  startedAt?: string;
  endedAt?: string;
}

/** The record of a visit just made, signed by both over its content: an input of `recordVisit`. */
export function recordOf({ accompaniedBy, ...more }: Said) {
  const said = { contactName: '王值班', startedAt: ago(60), endedAt: ago(5), ...more };
  const content = {
    ...said,
    accompaniedById: accompaniedBy,
    results: said.results.map(({ note, finding, ...result }) => ({
      ...result,
      note: note ?? null,
      finding: finding ?? null,
    })),
  };
  const signature = { image: PNG, signedAt: ago(1), contentHash: sha256(canonicalJson(content)) };
  return { ...said, accompaniedBy, engineerSignature: signature, contactSignature: signature };
}

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();
