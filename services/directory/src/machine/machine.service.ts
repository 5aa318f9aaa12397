import { Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { sideOf } from '@zhishou/platform/auth/caller';
import { MACHINE_ROLES, scopesOf } from '@zhishou/platform/auth/scopes';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, conflict, notFound } from '@zhishou/platform/errors';
import type { Connection, ConnectionArgs } from '@zhishou/platform/graphql/connection';
import { paginate } from '@zhishou/platform/graphql/paginate';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { DataSource, type EntityManager } from 'typeorm';
import { lockPerson, recordPerson, snapshotOf, tellPerson } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { hashOfUnknown } from '../session/password.js';
import { endSessionsOf } from '../session/session.store.js';
import { MachineAccount } from './machine-account.entity.js';
import { type NewSecret, newClientId, newSecret } from './machine.secret.js';
import type {
  MachineAccountFilter,
  MachineAccountInput,
  MachineCredentials,
  RegisterMachineAccountInput,
} from './machine.types.js';

@Injectable()
export class MachineService {
  constructor(private readonly dataSource: DataSource) {}

  list({ active }: MachineAccountFilter, page: ConnectionArgs): Connection<MachineAccount> {
    const query = this.dataSource.getRepository(MachineAccount).createQueryBuilder('account');
    if (active != null) query.where(`account.endedAt IS ${active ? '' : 'NOT '}NULL`);
    return paginate(query, page, { by: ['createdAt', 'id'], direction: 'DESC' });
  }

  /** @throws UserError BAD_USER_INPUT for a role or scope that no program, or not this one, may have */
  async register(input: RegisterMachineAccountInput, caller: Caller): Promise<MachineCredentials> {
    const scopes = [...new Set(input.scopes)].sort();
    assertGrantable(input.role, scopes);
    const { secret, secretHash } = newSecret();
    const passwordHash = await hashOfUnknown();
    const action = 'registerMachineAccount';
    const id = await withIdempotency(this.call(input, caller, action), async (manager) => {
      const at = new Date(await databaseNow(manager));
      const { name: displayName, role } = input;
      const account = {
        id: newId('mch'),
        personId: newId('psn'),
        clientId: newClientId(),
        secretHash,
        scopes,
      };
      const person = manager.create(Person, {
        id: account.personId,
        username: account.id,
        displayName,
        role,
        side: sideOf(role),
        active: true,
        ndaSigned: false,
        passwordHash,
      });
      await manager.insert(MachineAccount, { ...account, createdAt: at, secretSetAt: at });
      const more = { after: { machineAccount: account.id, scopes } };
      await recordPerson(manager, undefined, person, { ...by(caller, action), more });
      return account.id;
    });
    return this.credentials(id, { secret, secretHash });
  }

  /** The old secret is good no more, and neither are the tokens it was traded for. */
  async replaceSecret(input: MachineAccountInput, caller: Caller): Promise<MachineCredentials> {
    const { secret, secretHash } = newSecret();
    const action = 'replaceMachineSecret';
    const id = await withIdempotency(this.call(input, caller, action), async (manager) => {
      const account = await lockActive(manager, input.accountId);
      const { id: aggregateId, personId, secretSetAt } = account;
      // one from before client ids were secret, which everybody may have seen
      const clientId = account.clientId === account.id ? newClientId() : account.clientId;
      const person = await lockPerson(manager, personId);
      await endSessionsOf(manager, person, 'CHANGED_BY_ADMIN');
      await tellPerson(manager, person);
      const at = new Date(await databaseNow(manager));
      await manager.update(MachineAccount, { id: aggregateId }, { clientId, secretHash, secretSetAt: at });
      const [before, after] = [{ secretSetAt }, { secretSetAt: at }];
      await writeAudit(manager, { ...by(caller, action), aggregateId, before, after, at });
      return aggregateId;
    });
    return this.credentials(id, { secret, secretHash });
  }

  /** For good, and at once: its person is deactivated, which every service looks at with every request. */
  async end(input: MachineAccountInput, caller: Caller): Promise<MachineAccount> {
    const action = 'endMachineAccount';
    const id = await withIdempotency(this.call(input, caller, action), async (manager) => {
      const account = await lockActive(manager, input.accountId);
      const person = await lockPerson(manager, account.personId);
      const before = snapshotOf(person);
      const endedAt = new Date(await databaseNow(manager));
      await manager.update(MachineAccount, { id: account.id }, { endedAt });
      person.active = false;
      const more = { after: { machineAccount: account.id } };
      await recordPerson(manager, before, person, { ...by(caller, action), more });
      return account.id;
    });
    return this.find(id);
  }

  private call(input: { idempotencyKey?: string }, caller: Caller, mutation: string) {
    return { dataSource: this.dataSource, caller, mutation, key: input.idempotencyKey, body: input };
  }

  // A repeat has made a secret that nothing is signed in with.
  private async credentials(id: string, made: NewSecret): Promise<MachineCredentials> {
    const account = await this.find(id);
    const secret = account.secretHash === made.secretHash ? made.secret : null;
    return { account, clientId: account.clientId, secret };
  }

  private find(id: string): Promise<MachineAccount> {
    return this.dataSource.getRepository(MachineAccount).findOneByOrFail({ id });
  }
}

const by = (caller: Caller, action: string) => ({ actorId: caller.personId, actorRole: caller.role, action });

function assertGrantable(role: Person['role'], scopes: string[]): void {
  if (!MACHINE_ROLES.includes(role))
    throw badInput([{ path: 'role', message: `a program may be ${MACHINE_ROLES.join(', ')}` }]);
  const useful = scopesOf(role);
  if (!scopes.every((scope) => useful.includes(scope)))
    throw badInput([{ path: 'scopes', message: `${role} may have ${useful.join(', ')}` }]);
}

async function lockActive(manager: EntityManager, accountId: string): Promise<MachineAccount> {
  const id = assertId('mch', accountId, 'accountId');
  const lock = { mode: 'pessimistic_write' as const };
  const account = await manager.findOne(MachineAccount, { where: { id }, lock });
  if (!account) throw notFound(`Machine account ${id}`);
  if (account.endedAt)
    throw conflict('The machine account has ended; register a new one', { state: 'ENDED', allowed: [] });
  return account;
}
