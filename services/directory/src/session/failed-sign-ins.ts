import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { BoundedAudit } from '@zhishou/platform/audit/bounded-audit';
import { currentContext } from '@zhishou/platform/context';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import { DataSource } from 'typeorm';
import { namedInAudit } from './tried-name.js';

const ACTOR = 'system:sign-in';
const ACTION = 'signInFailed';

/** SECOND_FACTOR: its code was wrong, and the password right. */
export type Means = 'PASSWORD' | 'SECOND_FACTOR' | 'ID_TOKEN' | 'CLIENT_SECRET';

export interface FailedSignIn {
  means: Means;
  /** what was given as the name, as it came */
  name: string;
  /** whose name it is, if anybody's */
  personId?: string;
}

/** Writes failed sign-ins to the audit chain: by what means, under which name, from where; never what was sent. */
@Injectable()
export class FailedSignIns implements BeforeApplicationShutdown {
  private readonly audit: BoundedAudit;

  constructor(dataSource: DataSource, @Inject(LOGGER) logger: Logger) {
    this.audit = new BoundedAudit({
      dataSource,
      logger,
      // the quota is an address's: who fails is nobody yet
      surplusEntry: ({ actorId: address, counts }) => ({
        actorId: ACTOR,
        action: ACTION,
        aggregateId: ACTOR,
        after: { more: counts },
        address,
      }),
      problem: 'a failed sign-in could not be recorded',
    });
  }

  note({ means, name, personId }: FailedSignIn): Promise<void> {
    const context = currentContext();
    const address = context?.address ?? '';
    return this.audit.note({ actorId: address, actorRole: '' }, means, {
      actorId: ACTOR,
      action: ACTION,
      aggregateId: personId ?? ACTOR,
      after: { means, name: namedInAudit(name, personId !== undefined) },
      address,
      requestId: context?.requestId,
    });
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.audit.end();
  }
}
