import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput, notFound } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { assertId } from '@zhishou/platform/ids';
import { type AskedStep, StepTaker } from '@zhishou/platform/process/step.taker';
import type { HazardStep } from '@zhishou/rules/inspection/hazard-case';
import { dueDateProblem } from '@zhishou/rules/inspection/hazard-date';
import { DataSource, In } from 'typeorm';
import { AttachedFiles } from '@zhishou/attachments/download/attached.files';
import { PhotoFinder } from '../photo/photo.finder.js';
import { Hazard } from './hazard.entity.js';
import type { DecideHazardInput, RectifyHazardInput, VerifyHazardInput } from './hazard.inputs.js';
import { HAZARDS } from './hazard.table.js';
import type { RectificationDetails } from './rectifications.js';

interface Asked {
  findingId: string;
  idempotencyKey?: string;
}

/** A hazard's way: consented to, rectified, verified (domain §5.5; contract 一、3(8)). */
@Injectable()
export class HazardService {
  private readonly rows;

  constructor(
    dataSource: DataSource,
    private readonly steps: StepTaker,
    private readonly photos: PhotoFinder,
    private readonly files: AttachedFiles,
  ) {
    this.rows = rowLoader(
      (ids) => dataSource.getRepository(Hazard).findBy({ id: In(ids) }),
      (hazard) => hazard.id,
    );
  }

  /** Null for a finding that is a fault. */
  find(findingId: string): Promise<Hazard | null> {
    return this.rows.load(findingId);
  }

  /** @throws UserError BAD_USER_INPUT on `comment`, `dueDate`; CONFLICT, FORBIDDEN, NOT_FOUND */
  decide(caller: Caller, { consent, comment, dueDate, ...asked }: DecideHazardInput): Promise<Hazard> {
    if (!consent && !comment) throw badInput([{ path: 'comment', message: 'is required to decline' }]);
    if (!consent && dueDate) throw badInput([{ path: 'dueDate', message: 'is set with consent only' }]);
    const step = { action: 'decideHazard', consent, dueDate } as const;
    return this.take(caller, asked, step, { comment }, (_hazard, now) => {
      const message = dueDate === undefined ? null : dueDateProblem(dueDate, now);
      if (message !== null) throw badInput([{ path: 'dueDate', message }]);
    });
  }

  async rectify(caller: Caller, { note, photoIds, ...asked }: RectifyHazardInput): Promise<Hazard> {
    const ids = (photoIds ?? []).map((id, index) => assertId('att', id, `photoIds.${index}`));
    const files = await this.files.byIds(ids);
    const photos = files.map(({ id, sha256 }) => ({ id, sha256 }));
    const details: RectificationDetails = { note, ...(photos.length > 0 && { photos }) };
    const names = ids.map((key, index) => ({ path: `photoIds.${index}`, key }));
    return this.take(caller, asked, { action: 'rectifyHazard' }, { ...details }, async ({ id }) => {
      const { problems } = await this.photos.ofHazard(id, names);
      if (problems.length > 0) throw badInput(problems);
    });
  }

  verify(caller: Caller, { passed, note, ...asked }: VerifyHazardInput): Promise<Hazard> {
    if (!passed && !note) throw badInput([{ path: 'note', message: 'is required to send it back' }]);
    return this.take(caller, asked, { action: 'verifyHazard', passed }, { note });
  }

  private take(
    caller: Caller,
    { findingId, idempotencyKey }: Asked,
    step: HazardStep,
    details: Record<string, unknown>,
    check?: AskedStep<Hazard, HazardStep>['check'],
  ): Promise<Hazard> {
    return this.steps.take(HAZARDS, caller, {
      row: this.byId(findingId),
      step,
      details,
      idempotencyKey,
      check,
    });
  }

  /** @throws UserError BAD_USER_INPUT, NOT_FOUND also for a finding that is a fault */
  async byId(id: string): Promise<Hazard> {
    const hazard = await this.find(assertId('fnd', id, 'findingId'));
    if (!hazard) throw notFound(`Hazard ${id}`);
    return hazard;
  }
}
