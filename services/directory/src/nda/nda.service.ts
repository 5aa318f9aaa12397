import { Injectable } from '@nestjs/common';
import { writeAudit } from '@zhishou/platform/audit/audit';
import type { Caller } from '@zhishou/platform/auth/caller';
import { sha256 } from '@zhishou/platform/canonical-json';
import { currentContext } from '@zhishou/platform/context';
import { databaseNow } from '@zhishou/platform/db/clock';
import { badInput, conflict, forbidden } from '@zhishou/platform/errors';
import { groupLoader } from '@zhishou/platform/graphql/loader';
import { withIdempotency } from '@zhishou/platform/idempotency/idempotency';
import { assertId, newId } from '@zhishou/platform/ids';
import { DataSource, In, IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { lockPerson, recordPerson, snapshotOf } from '../person/person.changes.js';
import type { Change } from '../person/person.changes.js';
import { Person } from '../person/person.entity.js';
import { NdaAgreement } from './nda-agreement.entity.js';
import { NDA_TEXT, NDA_TITLE } from './nda-text.js';
import {
  type NdaDocument,
  NdaState,
  type RequestNdaInput,
  type RevokeNdaInput,
  type SignNdaInput,
} from './nda.types.js';

const DOCUMENT: NdaDocument = { title: NDA_TITLE, text: NDA_TEXT, hash: sha256(NDA_TEXT) };

@Injectable()
export class NdaService {
  private readonly agreements = groupLoader(
    (ids) =>
      this.dataSource
        .getRepository(NdaAgreement)
        .find({ where: { personId: In(ids) }, order: { id: 'ASC' } }),
    (agreement) => agreement.personId,
  );

  constructor(private readonly dataSource: DataSource) {}

  document(): NdaDocument {
    return DOCUMENT;
  }

  agreementsOf(personId: string): Promise<NdaAgreement[]> {
    return this.agreements.load(personId);
  }

  async stateOf(person: Person): Promise<NdaState> {
    return stateWith(person, await this.agreements.load(person.id));
  }

  /**
   * Takes effect at once: the next request of this person passes.
   * @throws UserError CONFLICT when it was revoked and the bureau has not asked for it again
   */
  async sign(input: SignNdaInput, caller: Caller): Promise<Person> {
    if (caller.side !== 'PROVIDER') throw forbidden("Only the provider's people sign the NDA");
    if (!input.accept) throw badInput([{ path: 'accept', message: 'must be true to sign' }]);
    if (input.documentHash && input.documentHash !== DOCUMENT.hash)
      throw badInput([
        { path: 'documentHash', message: 'is not that of the document in force (query ndaDocument)' },
      ]);
    const { idempotencyKey: key } = input;
    const call = { dataSource: this.dataSource, caller, mutation: 'signNda', key, body: input };
    await withIdempotency(call, async (manager) => {
      const person = await lockPerson(manager, caller.personId);
      const change = { actorId: caller.personId, actorRole: caller.role, action: 'signNda' };
      const state = await stateIn(manager, person);
      if (state === NdaState.REVOKED)
        throw conflict('The bureau has revoked your NDA; it is signed anew once the bureau asks you for it', {
          state,
          allowed: [],
        });
      if (state === NdaState.TO_SIGN) await addSignature(manager, person, change);
    });
    return this.reread(caller.personId);
  }

  /** Shuts the person out until the bureau asks for the NDA again and it is signed. */
  async revoke(input: RevokeNdaInput, caller: Caller): Promise<Person> {
    const personId = assertId('psn', input.personId, 'personId');
    const { idempotencyKey: key, reason: revokeReason } = input;
    const call = { dataSource: this.dataSource, caller, mutation: 'revokeNda', key, body: input };
    await withIdempotency(call, async (manager) => {
      const person = await lockPerson(manager, personId);
      if (!person.ndaSigned)
        throw conflict('No NDA of this person is in force', {
          state: 'NOT_SIGNED',
          allowed: (await stateIn(manager, person)) === NdaState.REVOKED ? ['requestNda'] : [],
        });
      const before = snapshotOf(person);
      const revokedAt = new Date(await databaseNow(manager));
      await manager.update(NdaAgreement, { personId, revokedAt: IsNull() }, { revokedAt, revokeReason });
      person.ndaSigned = false;
      const more = { after: { revokeReason } };
      const { personId: actorId, role: actorRole } = caller;
      await recordPerson(manager, before, person, { actorId, actorRole, action: 'revokeNda', more });
    });
    return this.reread(personId);
  }

  /** Lets a person whose NDA was revoked sign it again. @throws UserError CONFLICT where nothing was revoked */
  async request(input: RequestNdaInput, caller: Caller): Promise<Person> {
    const personId = assertId('psn', input.personId, 'personId');
    const { idempotencyKey: key } = input;
    const call = { dataSource: this.dataSource, caller, mutation: 'requestNda', key, body: input };
    await withIdempotency(call, async (manager) => {
      const person = await lockPerson(manager, personId);
      const state = await stateIn(manager, person);
      if (state !== NdaState.REVOKED)
        throw conflict('No NDA of this person was revoked that is not asked for again', {
          state,
          allowed: state === NdaState.SIGNED ? ['revokeNda'] : [],
        });
      const at = new Date(await databaseNow(manager));
      await manager.update(NdaAgreement, { personId, askedAgainAt: IsNull() }, { askedAgainAt: at });
      const { personId: actorId, role: actorRole } = caller;
      const after = { ndaState: NdaState.TO_SIGN };
      await writeAudit(manager, {
        actorId,
        actorRole,
        action: 'requestNda',
        aggregateId: personId,
        after,
        at,
      });
    });
    return this.reread(personId);
  }

  private reread(id: string): Promise<Person> {
    return this.dataSource.getRepository(Person).findOneByOrFail({ id });
  }
}

/** @param agreements all of the person's */
function stateWith({ side, ndaSigned }: Person, agreements: NdaAgreement[]): NdaState {
  if (side !== 'PROVIDER') return NdaState.NOT_NEEDED;
  if (ndaSigned) return NdaState.SIGNED;
  return agreements.every(({ askedAgainAt }) => askedAgainAt !== null) ? NdaState.TO_SIGN : NdaState.REVOKED;
}

async function stateIn(manager: EntityManager, person: Person): Promise<NdaState> {
  return stateWith(person, await manager.findBy(NdaAgreement, { personId: person.id }));
}

/** Puts a locked person's signature under the document in force. */
export async function addSignature(manager: EntityManager, person: Person, change: Change): Promise<void> {
  const before = snapshotOf(person);
  const documentHash = DOCUMENT.hash;
  await manager.insert(NdaAgreement, {
    id: newId('nda'),
    personId: person.id,
    documentHash,
    signedAt: new Date(await databaseNow(manager)),
    address: currentContext()?.address ?? '',
    revokedAt: null,
    revokeReason: null,
    askedAgainAt: null,
  });
  person.ndaSigned = true;
  await recordPerson(manager, before, person, { ...change, more: { after: { documentHash } } });
}
