import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import type { RecordContent } from './record.entity.js';
import type { RecordVisitInput } from './record.inputs.js';

/** What the signatures of a record are over. */
export const contentOf = (input: RecordVisitInput): RecordContent => ({
  visitId: input.visitId,
  accompaniedById: input.accompaniedBy,
  contactName: input.contactName,
  startedAt: input.startedAt.toISOString(),
  endedAt: input.endedAt.toISOString(),
  results: input.results.map(
    ({ assetCode, item, result, note = null, finding = null, proposal, photos }) => ({
      assetCode,
      item,
      result,
      note,
      finding,
      ...(proposal && { proposal }),
      ...someOf(photos),
    }),
  ),
  ...someOf(input.photos),
});

const someOf = (photos: readonly string[] | null | undefined) => (photos?.length ? { photos } : {});

export const hashOf = (content: RecordContent): string => sha256(canonicalJson(content));
