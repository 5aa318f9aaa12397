import type { Entry } from './mutation-entry.builder.js';
import { REFERENCE } from './reference.builder.js';
import type { World } from './world.builder.js';

/** One good input for every mutation of the bureau's own rules. */
export function referencesOf({ references }: World): Record<string, Entry> {
  const { referenceId, fileId, spareId } = references;
  const { checklistItems, faultTypes } = REFERENCE;
  const bureau = { by: 'supervisor', may: ['supervisor', 'admin'] } satisfies Partial<Entry>;
  const unknown: Entry['unfit'] = [
    [{ checklistItems: ['MAGIC'] }, 'checklistItems.0'],
    [{ faultTypes: ['POWER', 'POWER'] }, 'faultTypes.1'],
  ];
  return {
    createReferenceDocument: { ...bureau, input: REFERENCE, unfit: unknown },
    requestReferenceUpload: {
      ...bureau,
      input: {
        ...{ referenceId, fileName: '预案.pdf', contentType: 'application/pdf', size: 1_000 },
        sha256: '0'.repeat(64),
      },
      unfit: [[{ fileName: '..' }, 'fileName']],
    },
    publishReferenceVersion: { ...bureau, input: { referenceId, fileId, note: '首次发布' } },
    linkReferenceDocument: {
      ...bureau,
      input: { referenceId, checklistItems, faultTypes },
      unfit: unknown,
    },
    withdrawReferenceDocument: { ...bureau, input: { referenceId: spareId, reason: '另行发布' } },
  };
}
