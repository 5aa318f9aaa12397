import { describe, expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  ACCEPT,
  ANSWER,
  ASK_PAUSE,
  CALLBACK,
  CANCEL,
  CHECK_IN,
  DISPATCH,
  FAIL,
  HAND_OFF,
  PASS,
  REPAIR,
  TO_GENERAL,
} from './move.builder.js';
import { refusal } from './running-case.builder.js';
import { Ticket } from './ticket.builder.js';
import { useTimeSkipping } from './time-skipping.js';

const time = useTimeSkipping();

/** The events but for the tasks, of which the test server, unlike a real one, keeps those that only refused. */
const traces = async (fault: Ticket) =>
  (await fault.events()).filter((type) => !type.includes('WORKFLOW_TASK'));

describe('a step that cannot be taken', () => {
  it('is refused with CONFLICT and leaves no trace', async () => {
    const fault = await Ticket.report(time);
    await fault.take(ACCEPT);
    const before = await traces(fault);
    expect(await refusal(fault.take(REPAIR))).toBe('CONFLICT');
    expect(await refusal(fault.take(ANSWER))).toBe('CONFLICT');
    expect(await traces(fault)).toEqual(before);
    expect(fault.steps).toHaveLength(1);
    expect((await fault.case()).version).toBe(1);
  });

  it('by somebody whose ticket it is not is FORBIDDEN', async () => {
    const fault = await Ticket.report(time);
    const stranger = { ...CANCEL, by: { ...CANCEL.by, id: 'another' } };
    expect(await refusal(fault.take(stranger))).toBe('FORBIDDEN');
    expect(await refusal(fault.take({ ...FAIL, by: CHECK_IN.by }))).toBe('FORBIDDEN');
  });

  it('because its caller has given up changes nothing; the next try at it is taken', async () => {
    const fault = await Ticket.report(time);
    time.database.abandonedAttempts.add('given-up');
    const step = { stepId: 'accept-once' };
    expect(await refusal(fault.take(ACCEPT, { ...step, attemptId: 'given-up' }))).toBe('ABANDONED');
    expect((await fault.case()).state).toBe('REPORTED');
    expect(await fault.take(ACCEPT, step)).toEqual({ state: 'ACCEPTED', version: 1 });
    await fault.keepHistory('fault-step-abandoned');
  });
});

describe('a step for a closed fault', () => {
  it('that would change what was done is refused with CONFLICT and leaves no trace', async () => {
    const fault = await Ticket.closed(time);
    const before = await traces(fault);
    for (const move of [ACCEPT, DISPATCH, PASS, ASK_PAUSE, HAND_OFF, TO_GENERAL]) {
      expect([move.step.action, await refusal(fault.take(move))]).toEqual([move.step.action, 'CONFLICT']);
    }
    expect(await traces(fault)).toEqual(before);
    expect(fault.steps).toHaveLength(4);
  });

  it('whose process has ended finds none', async () => {
    const fault = await Ticket.closed(time);
    await fault.end();
    await expect(fault.take(CALLBACK)).rejects.toThrow(WorkflowNotFoundError);
    expect(fault.steps).toHaveLength(4);
  });
});

describe('a step that is asked for more than once', () => {
  it('is taken once, one after the other or at once, also when the ticket has gone on', async () => {
    const fault = await Ticket.report(time);
    const accepted = { state: 'ACCEPTED', version: 1 };
    const step = { stepId: 'the-same' };
    expect(await Promise.all([fault.take(ACCEPT, step), fault.take(ACCEPT, step)])).toEqual([
      accepted,
      accepted,
    ]);
    await fault.take(DISPATCH);
    expect(await fault.take(ACCEPT, step)).toEqual(accepted);
    expect(fault.steps.map(({ version }) => version)).toEqual([1, 2]);
  });
});
