import { documentOf } from './mutations.builder.js';
import type { Office } from './office.builder.js';
import { uploadPhoto } from './upload.builder.js';

/** The bureau's own rules, for mutations to be about. */
export interface References {
  /** one that stays in force, and a file for its first version */
  referenceId: string;
  fileId: string;
  /** one that is withdrawn */
  spareId: string;
}

export const REFERENCE = {
  ...{ title: '应急处理预案', kind: 'EMERGENCY_PLAN' },
  ...{ checklistItems: ['DUST'], faultTypes: ['POWER'] },
};

export async function buildReferences({ people: { supervisor } }: Office): Promise<References> {
  const create = async () => {
    const made = await supervisor.ask<{ createReferenceDocument: { id: string } }>(
      documentOf('createReferenceDocument'),
      { input: REFERENCE },
    );
    return made.createReferenceDocument.id;
  };
  const [referenceId, spareId] = [await create(), await create()];
  const fileId = await uploadPhoto(supervisor, 'requestReferenceUpload', { referenceId });
  return { referenceId, spareId, fileId };
}
