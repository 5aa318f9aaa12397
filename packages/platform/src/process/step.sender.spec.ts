import { describe, expect, it, jest } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { StepRequest } from '@zhishou/messages/case-process';
import { createLogger } from '../log.js';
import { DataSource } from 'typeorm';
import type { AnyCaseTable } from './case-table.js';
import { DRIFT } from './step-record.js';
import { StepSender } from './step.sender.js';
import type { StepUpdates } from './step.updates.js';

describe('a process that is behind whatever it is told', () => {
  it('is given up after a few tries, each of its own', async () => {
    const attempts: string[] = [];
    const behind = new WorkflowUpdateFailedError('', ApplicationFailure.nonRetryable('behind', DRIFT));
    const updates = {
      execute: (_table: AnyCaseTable, _row: unknown, { attemptId }: StepRequest) => {
        attempts.push(attemptId);
        return Promise.reject(behind);
      },
      catchUp: jest.fn(() => Promise.resolve(true)),
    };
    // one that was never connected: what became of the step cannot be found out
    const db = new DataSource({ type: 'postgres' });
    const log = createLogger('test', { write: () => undefined });
    const sender = new StepSender(db, updates as unknown as StepUpdates, log);
    const row = {
      id: 'tkt_1',
      state: 'REPORTED',
      version: 0,
      processStartedAt: null,
      process: { state: 'REPORTED', version: 0 },
    };
    const request = {
      stepId: 's',
      attemptId: 'a',
      step: { action: 'acceptTicket' },
    } as StepRequest;
    await expect(sender.send({} as AnyCaseTable, row, request)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(attempts).toHaveLength(4);
    expect(new Set(attempts).size).toBe(4);
    expect(updates.catchUp).toHaveBeenCalledTimes(3);
  });
});
