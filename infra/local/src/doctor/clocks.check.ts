import { randomUUID } from 'node:crypto';
import { CLOCK_PROBE } from '@zhishou/messages/workflow-ids';
import { readEnv } from '@zhishou/platform/env';
import { connectTemporal } from '@zhishou/platform/temporal/client';
import { temporalTls } from '@zhishou/platform/temporal/security';
import type { Check, Finding } from './finding.js';
import { readRows, type Surroundings } from './surroundings.js';

const PATIENCE_MS = 20_000;
const TOLERATED_MS = 1_000;
/** An asking that took longer than this is done again, a few times. */
const PROMPT_MS = 500;
const TRIES = 3;
const DECIDES = 'PostgreSQL decides every instant';

/** How far the other clocks are from the one that decides. */
export const checkClocks: Check = async (surroundings) => {
  const postgres = await ahead(() => postgresNow(surroundings));
  const temporal = await ahead(() => temporalNow(surroundings));
  const behind = { machine: -postgres.ms, temporal: temporal.ms - postgres.ms };
  const finding = (ok: boolean, says: string): Finding => ({ about: 'clocks', ok, says, data: behind });
  const wrong: Finding[] = [];
  if (isOff(behind.machine, postgres.within))
    wrong.push(finding(false, `this machine is ${inWords(behind.machine)}; sign-ins may fail. ${DECIDES}`));
  if (isOff(behind.temporal, postgres.within + temporal.within))
    wrong.push(
      finding(false, `Temporal is ${inWords(behind.temporal)}; it wakes, it does not judge. ${DECIDES}`),
    );
  const says = `${DECIDES}; this machine is ${inWords(behind.machine)}, Temporal ${inWords(behind.temporal)}`;
  return wrong.length > 0 ? wrong : [finding(true, says)];
};

const inWords = (ms: number): string => `${Math.abs(Math.round(ms))} ms ${ms < 0 ? 'behind' : 'ahead of'} it`;

const isOff = (ms: number, within: number): boolean => Math.abs(ms) > TOLERATED_MS + within;

interface Offset {
  ms: number;
  /** how wrong `ms` may be, since asking took its time */
  within: number;
}

/** How far another clock is ahead of this machine's: what it shows, seen half-way of the asking that was quickest. */
async function ahead(now: () => Promise<number>): Promise<Offset> {
  const offsets: Offset[] = [];
  do {
    const asked = Date.now();
    const shown = await now();
    const within = (Date.now() - asked) / 2;
    offsets.push({ ms: shown - asked - within, within });
  } while (offsets.at(-1)!.within > PROMPT_MS / 2 && offsets.length < TRIES);
  return offsets.reduce((best, one) => (one.within < best.within ? one : best));
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
