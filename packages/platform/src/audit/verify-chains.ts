import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../db/data-source.js';
import { inTransaction } from '../db/transaction.js';
import type { AuditHead } from '@zhishou/messages/head-events';
import { isSigned } from './head.js';
import { type Fault, type ServiceVerdict, verdictOf } from './verdict.js';
import { copyLag, strangers, verifyCopy, verifyOwn } from './verify-copy.js';
import { headFaults, unlikeHead } from './verify-heads.js';
import { rowFaults } from './verify-rows.js';

/** How long what a service has passed on may be on its way to the copy. */
const ON_ITS_WAY_MS = 10_000;
const LOOK_AGAIN_MS = 100;

export interface Looking {
  /** every head ever given, and the public keys that may have signed one */
  heads?: AuditHead[];
  keys?: KeyObject[];
  /** compares the rows of the business with what the chains say of them as well */
  rows?: boolean;
  /** default: 10 s */
  onItsWayMs?: number;
}

/**
 * Recomputes the chains of these services and their copy in the directory's audit log, and compares the two with each
 * other, with the signed heads and with the rows. Every fault names its service and its first entry.
 * @param url of a role that may read all their schemas
 */
export async function verifyChains(
  url: string,
  services: string[],
  looking: Looking = {},
): Promise<ServiceVerdict[]> {
  const { heads = [], keys = [] } = looking;
  const dataSource = await new DataSource(
    dataSourceOptions({ schema: 'directory', entities: [], url }),
  ).initialize();
  try {
    const passedOn = await waitForCopy(dataSource, services, looking.onItsWayMs ?? ON_ITS_WAY_MS);
    const signed = heads.filter((head) => isSigned(head, keys));
    // one snapshot: entries that are written meanwhile are neither seen nor missed
    return await inTransaction(
      dataSource,
      async (manager) => {
        const verdicts: ServiceVerdict[] = [];
        for (const service of services) {
          const { entries, faults } = await verifyOwn(manager, service);
          const others: Fault[] = [
            ...(await verifyCopy(manager, service, passedOn[service]!)),
            ...(await unlikeHead(manager, service, signed)),
            // what a broken chain says of rows is worth nothing
            ...(looking.rows && faults.length === 0 ? await rowFaults(manager, service) : []),
          ];
          verdicts.push(verdictOf(service, entries, [...faults, ...others]));
        }
        for (const { service, seq } of await strangers(manager, services))
          verdicts.push(verdictOf(service, 0, [{ seq, problem: 'UNKNOWN_SERVICE' }]));
        if (heads.length > 0) verdicts.push(verdictOf('heads', heads.length, headFaults(heads, keys)));
        return verdicts;
      },
      'REPEATABLE READ',
    );
  } finally {
    await dataSource.destroy();
  }
}

/**
 * What was passed on before we look must be there; what is passed on meanwhile is looked at the next time.
 * @returns up to where each service's copy is to reach
 */
async function waitForCopy(
  dataSource: DataSource,
  services: string[],
  patienceMs: number,
): Promise<Record<string, number>> {
  const until = performance.now() + patienceMs;
  const passedOn: Record<string, number> = {};
  for (const service of services) {
    const { published } = await copyLag(dataSource.manager, service);
    passedOn[service] = published;
    while ((await copyLag(dataSource.manager, service)).copied < published && performance.now() < until)
      await sleep(LOOK_AGAIN_MS);
  }
  return passedOn;
}
