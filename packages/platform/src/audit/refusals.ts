import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { UserError } from '../errors.js';
import type { Logger } from '../log.js';
import { LOGGER } from '../tokens.js';
import { BoundedAudit } from './bounded-audit.js';

const REFUSED = 'refused';
const REFUSALS = ['FORBIDDEN', 'NDA_REQUIRED', 'TOTP_REQUIRED'] as const;

/** A right that somebody asked for and does not have. */
export interface Refusal {
  code: RefusalCode;
  /** `Type.field` of the schema, or `GET /path/:id` */
  asked: string;
  caller: Pick<Caller, 'personId' | 'role'>;
  /** default: those of the request being served */
  address?: string;
  requestId?: string;
}

export type RefusalCode = (typeof REFUSALS)[number];

/** Which right an error refuses; undefined for any other error. */
export function refusalCodeOf(error: unknown): RefusalCode | undefined {
  return error instanceof UserError ? REFUSALS.find((code) => code === error.code) : undefined;
}

/** Writes refused rights to the audit chain: who, from where, in which request, what was asked; never what was sent. */
@Injectable()
export class RefusalAudit implements BeforeApplicationShutdown {
  private readonly audit: BoundedAudit;

  constructor(dataSource: DataSource, @Inject(LOGGER) logger: Logger) {
    this.audit = new BoundedAudit({
      dataSource,
      logger,
      surplusEntry: ({ counts, ...actor }) => ({
        ...actor,
        action: REFUSED,
        aggregateId: 'further refusals',
        after: { counts },
      }),
      problem: 'a refused right could not be audited',
    });
  }

  note({ code, asked, caller, address, requestId }: Refusal): Promise<void> {
    const actor = { actorId: caller.personId, actorRole: caller.role };
    const entry = { ...actor, action: REFUSED, aggregateId: asked, after: { code }, address, requestId };
    return this.audit.note(actor, code, entry);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.audit.end();
  }
}
