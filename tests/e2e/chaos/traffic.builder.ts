import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { read } from '../ticket.builder.js';
import type { User } from '../zhishou.builder.js';
import { attempt, attemptReport, persist } from './attempt.builder.js';
import type { Told } from './events.builder.js';

/** Between two faults, ms: a busy bureau, not a load test. */
const PACE = 200;

export interface ReportedFault {
  id: string;
  /** the idempotencyKey of its report */
  key: string;
}

export interface Traffic {
  /** Waits until so many faults more were reported and accepted, from the first word on after this call. */
  more(count: number): Promise<void>;
  /** Those that were reported and accepted so far, in their order. */
  done(): readonly ReportedFault[];
  /** Ends with the fault under way. */
  stop(): Promise<void>;
}

/** Reports major faults and accepts them, one after the other, each repeated until it is done. */
export function startTraffic(reporter: User, dispatcher: User): Traffic {
  const faults: ReportedFault[] = [];
  let begun = 0;
  let stopped = false;
  const takeOne = async (): Promise<void> => {
    const key = randomUUID();
    begun += 1;
    const { id } = await persist(() => attemptReport(reporter, { severity: 'MAJOR', idempotencyKey: key }));
    const input = { ticketId: id, idempotencyKey: randomUUID() };
    await persist(() => attempt(dispatcher, 'acceptTicket', input));
    faults.push({ id, key });
  };
  const running = (async () => {
    while (!stopped) {
      await takeOne();
      await wait(PACE);
    }
  })();
  return {
    more: async (count) => {
      const wanted = begun + count;
      await Promise.race([
        eventually(() => faults.length >= wanted, { within: 90_000 }),
        running, // which ends early only by failing
      ]);
    },
    done: () => faults,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** The report's key names this one fault, which was reported and accepted once and told so once. */
export async function expectDoneOnce(reporter: User, fault: ReportedFault, events: Told[]): Promise<void> {
  const same = { severity: 'MAJOR', idempotencyKey: fault.key };
  expect((await persist(() => attemptReport(reporter, same))).id).toBe(fault.id);
  const { timeline } = await read(reporter, fault.id);
  for (const type of ['ticket.reported', 'ticket.accepted']) {
    expect(timeline.filter((entry) => entry.type === type)).toHaveLength(1);
    expect(events.filter((event) => event.type === type)).toHaveLength(1);
  }
}
