import { conflict } from '@zhishou/platform/errors';
import type { EntityManager } from 'typeorm';
import { MachineAccount } from './machine-account.entity.js';

/**
 * A program signs in by its secret alone: a password or an outside identity would be a way round its scopes.
 * @throws UserError CONFLICT
 */
export async function assertNoMachine(manager: EntityManager, personId: string): Promise<void> {
  const account = await manager.findOneBy(MachineAccount, { personId });
  if (account)
    throw conflict('This is a machine account, not a person', {
      state: account.endedAt ? 'ENDED' : 'ACTIVE',
      allowed: account.endedAt ? [] : ['replaceMachineSecret', 'endMachineAccount'],
    });
}
