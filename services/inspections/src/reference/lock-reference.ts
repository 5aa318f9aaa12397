import type { Role } from '@zhishou/platform/auth/caller';
import { conflict, notFound } from '@zhishou/platform/errors';
import {
  type ReferenceAction,
  referenceActions,
  REFERENCE_LIFE,
  referenceState,
} from '@zhishou/rules/inspection/reference-document';
import type { EntityManager } from 'typeorm';
import { ReferenceDocument } from './reference-document.entity.js';

/**
 * The document, locked.
 * @param role whose allowed actions a refusal names
 * @throws UserError NOT_FOUND; CONFLICT when this may not be done with it now
 */
export async function lockReference(
  manager: EntityManager,
  role: Role,
  action: ReferenceAction,
  id: string,
): Promise<ReferenceDocument> {
  const where = { id };
  const document = await manager.findOne(ReferenceDocument, { where, lock: { mode: 'pessimistic_write' } });
  if (!document) throw notFound(`Reference document ${id}`);
  const state = referenceState(document);
  if (!REFERENCE_LIFE[action].some((from) => from === state))
    throw conflict(`The reference document is ${state}; ${action} is not possible now`, {
      state,
      allowed: referenceActions(state, role),
    });
  return document;
}
