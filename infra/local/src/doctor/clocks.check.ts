import { randomUUID } from 'node:crypto';
import { CLOCK_PROBE } from '@zhishou/messages/workflow-ids';
import { readEnv } from '@zhishou/platform/env';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { temporalTls } from '@zhishou/platform/temporal/security';
import type { Check, Finding } from './finding.js';
import { readRows, type Surroundings } from './surroundings.js';

const PATIENCE_MS = 3_000;
const TOLERATED_MS = 1_000;
const DECIDES = 'PostgreSQL decides every instant';

/** How far the other clocks are from the one that decides. */
export const checkClocks: Check = async (surroundings) => {
  const postgres = await ahead(async () => postgresNow(surroundings));
  const temporal = await ahead(async () => temporalNow(surroundings));
  const behind = { machine: -postgres, temporal: temporal - postgres };
  const finding = (ok: boolean, says: string): Finding => ({ about: 'clocks', ok, says, data: behind });
  const wrong: Finding[] = [];
  if (Math.abs(behind.machine) > TOLERATED_MS)
    wrong.push(finding(false, `this machine is ${inWords(behind.machine)}; sign-ins may fail. ${DECIDES}`));
  if (Math.abs(behind.temporal) > TOLERATED_MS)
    wrong.push(
      finding(false, `Temporal is ${inWords(behind.temporal)}; it wakes, it does not judge. ${DECIDES}`),
    );
  const says = `${DECIDES}; this machine is ${inWords(behind.machine)}, Temporal ${inWords(behind.temporal)}`;
  return wrong.length > 0 ? wrong : [finding(true, says)];
};

const inWords = (ms: number): string => `${Math.abs(Math.round(ms))} ms ${ms < 0 ? 'behind' : 'ahead of'} it`;

/** How far another clock is ahead of this machine's, ms: what it shows, seen half-way of the asking. */
async function ahead(now: () => Promise<number>): Promise<number> {
  const asked = Date.now();
  const shown = await now();
  return shown - (asked + Date.now()) / 2;
}

async function postgresNow(surroundings: Surroundings): Promise<number> {
  const [row] = await readRows<{ now: number }>(
    surroundings,
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  );
  return row!.now;
}

/** Temporal shows its clock only in what it records: a workflow that no worker takes is started and ended. */
async function temporalNow({ temporalAddress, temporalNamespace }: Surroundings): Promise<number> {
  const temporal = connectTemporal({
    address: temporalAddress,
    namespace: temporalNamespace,
    tls: readEnv(temporalTls),
  });
  const { client } = temporal;
  try {
    return await client.withDeadline(Date.now() + PATIENCE_MS, async () => {
      const probe = await client.workflow.start(CLOCK_PROBE, {
        workflowId: `${CLOCK_PROBE}/${randomUUID()}`,
        taskQueue: CLOCK_PROBE,
        workflowExecutionTimeout: '1 minute',
      });
      const { startTime } = await probe.describe();
      await probe.terminate('its start was what was wanted');
      return startTime.getTime();
    });
  } finally {
    await temporal.close();
  }
}
