import { Inject, Injectable } from '@nestjs/common';
import type { FindingData } from '@zhishou/messages/inspection-events';
import { CONTRACTS } from '@zhishou/platform/contract/contract.providers';
import { databaseNow } from '@zhishou/platform/db/clock';
import { contractCovering } from '@zhishou/rules/contract/contract-at';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import type { EntityManager } from 'typeorm';
import { Asset } from '../asset/asset.entity.js';
import { openTicket } from '../intake/open-ticket.js';
import { Ticket } from '../ticket/ticket.entity.js';

/** As much of a finding's words as a summary holds. */
const SUMMARY = 200;

/** Reports faults that were found on inspection, in the name of the supervisor who was there. */
@Injectable()
export class FoundFaults {
  constructor(@Inject(CONTRACTS) private readonly contracts: readonly Contract[]) {}

  /** @returns the id of the ticket it has become; null: it has become one before */
  async report(manager: EntityManager, finding: FindingData['finding']): Promise<string | null> {
    // whoever takes the same finding at once waits here
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [finding.id]);
    if (await manager.existsBy(Ticket, { findingId: finding.id })) return null;
    const [asset, now] = await Promise.all([
      manager.findOneBy(Asset, { code: finding.assetCode }),
      databaseNow(manager),
    ]);
    return openTicket(manager, {
      caller: { personId: finding.accompaniedById, role: 'BUREAU_SUPERVISOR' },
      findingId: finding.id,
      input: {
        kind: 'FAULT',
        severity: 'GENERAL',
        assetCode: asset?.code,
        summary: finding.description.replaceAll('\n', ' ').slice(0, SUMMARY),
        description: finding.description,
        channel: 'API',
      },
      asset,
      contract: contractCovering(this.contracts, asset?.code ?? null, now),
      now,
    });
  }
}
