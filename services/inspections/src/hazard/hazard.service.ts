import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { badInput, notFound } from '@zhishou/platform/errors';
import { rowLoader } from '@zhishou/platform/graphql/loader';
import { assertId } from '@zhishou/platform/ids';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import type { HazardStep } from '@zhishou/rules/inspection/hazard-case';
import { DataSource, In } from 'typeorm';
import { Hazard } from './hazard.entity.js';
import type { DecideHazardInput, RectifyHazardInput, VerifyHazardInput } from './hazard.inputs.js';
import { HAZARDS } from './hazard.table.js';

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

  decide(caller: Caller, { consent, comment, ...asked }: DecideHazardInput): Promise<Hazard> {
    if (!consent && !comment) throw badInput([{ path: 'comment', message: 'is required to decline' }]);
    return this.take(caller, asked, { action: 'decideHazard', consent }, { comment });
  }

  rectify(caller: Caller, { note, ...asked }: RectifyHazardInput): Promise<Hazard> {
    return this.take(caller, asked, { action: 'rectifyHazard' }, { note });
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
  ): Promise<Hazard> {
    return this.steps.take(HAZARDS, caller, {
      row: this.byId(assertId('fnd', findingId, 'findingId')),
      step,
      details,
      idempotencyKey,
    });
  }

  private async byId(id: string): Promise<Hazard> {
    const hazard = await this.find(id);
    if (!hazard) throw notFound(`Hazard ${id}`);
    return hazard;
  }
}
