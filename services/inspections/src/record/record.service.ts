import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { BUREAU_DECIDERS } from '@zhishou/platform/auth/roles';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput } from '@zhishou/platform/errors';
import { assertId } from '@zhishou/platform/ids';
import { PersonProjection } from '@zhishou/platform/people/person.entity';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { DataSource, In } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import { filedIdOf } from '@zhishou/platform/process/filed-id';
import type { Visit } from '../visit/visit.entity.js';
import { VisitService } from '../visit/visit.service.js';
import { VISITS } from '../visit/visit.table.js';
import { PhotoFinder } from '../photo/photo.finder.js';
import { photosNamedBy, recordPhotos } from '../photo/record-photo.names.js';
import { contentOf, hashOf } from './record-content.js';
import { recordProblems } from './record.check.js';
import { type DrawnSignature, VisitRecord } from './record.entity.js';
import type { RecordVisitInput, ReviewVisitInput, SignatureInput } from './record.inputs.js';

/** Records of visits: filed by the engineer, signed or rejected by the bureau (domain §5.3–4). */
@Injectable()
export class RecordService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: ContractStore,
    private readonly visits: VisitService,
    private readonly photos: PhotoFinder,
    private readonly steps: StepTaker,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming what the record lacks; CONFLICT, FORBIDDEN, NOT_FOUND */
  async record(caller: Caller, input: RecordVisitInput): Promise<Visit> {
    assertId('psn', input.accompaniedBy, 'accompaniedBy');
    const content = contentOf(input);
    const hash = hashOf(content);
    // the same record sent twice is one, with a key or without
    const key = input.idempotencyKey ?? `record-${hash}`;
    const record: VisitRecord = {
      id: filedIdOf('rec', { byId: caller.personId, key, hash }),
      visitId: input.visitId,
      round: null,
      hash,
      content,
      startedAt: content.startedAt,
      photos: [],
      engineerSignature: drawn(input.engineerSignature),
      contactSignature: drawn(input.contactSignature),
      byId: caller.personId,
      madeAt: input.madeAt ?? null,
      arrivedAt: new Date(),
    };
    return this.steps.take(VISITS, caller, {
      row: this.visits.byId(input.visitId),
      step: { action: 'recordVisit', recordId: record.id, hash, madeAt: input.madeAt?.getTime() },
      idempotencyKey: key,
      check: (visit, now) => this.file(visit, input, { ...record, arrivedAt: new Date(now) }, now),
    });
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT, FORBIDDEN, NOT_FOUND */
  async review(caller: Caller, { visitId, sign, comment, idempotencyKey }: ReviewVisitInput): Promise<Visit> {
    if (!sign && !comment) throw badInput([{ path: 'comment', message: 'is required to reject a record' }]);
    const visit = await this.visits.byId(visitId);
    const recordId = visit.process.rounds.at(-1)?.recordId ?? '';
    return this.steps.take(VISITS, caller, {
      row: visit,
      step: { action: 'reviewVisit', recordId, sign },
      details: { comment },
      idempotencyKey,
    });
  }

  /** The records of a visit, the first round first. */
  ofVisit(visitId: string): Promise<VisitRecord[]> {
    return this.dataSource
      .getRepository(VisitRecord)
      .createQueryBuilder('record')
      .where('record.visitId = :visitId AND record.round IS NOT NULL', { visitId })
      .orderBy('record.round')
      .getMany();
  }

  /** Stores the record, if it may be one: workflow, event and audit carry its id and hash only. */
  private async file(visit: Visit, input: RecordVisitInput, record: VisitRecord, now: number): Promise<void> {
    const { manager } = this.dataSource;
    const cycle = await manager.findOneByOrFail(Cycle, { id: visit.cycleId });
    const named = photosNamedBy(input);
    const [contract, found, supervisor] = await Promise.all([
      this.store.byVersion(cycle.contractVersion),
      this.photos.ofVisit(visit.id, named),
      manager.findOneBy(PersonProjection, {
        id: input.accompaniedBy,
        role: In([...BUREAU_DECIDERS]),
        active: true,
      }),
    ]);
    const { assetCodes, process } = visit;
    const isSupervisor = supervisor !== null;
    const facts = { contract, assetCodes, hash: record.hash, isSupervisor, from: process.from, now };
    const problems = [...recordProblems(input, facts), ...found.problems];
    if (problems.length > 0) throw badInput(problems);
    await insertOnce(manager, VisitRecord, { ...record, photos: recordPhotos(named, found) });
  }
}

const drawn = ({ image, signedAt }: SignatureInput): DrawnSignature => ({
  image,
  signedAt: signedAt.toISOString(),
  imageHash: createHash('sha256').update(Buffer.from(image, 'base64')).digest('hex'),
});
