import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ComparedPage, PageRequest, ReconciliationActivities } from '@zhishou/messages/reconciliation';
import { TASK_QUEUES } from '@zhishou/messages/task-queues';
import { RECONCILIATIONS } from '@zhishou/messages/workflow-ids';
import { keepHistory } from './recorded-history.js';
import { useTimeSkipping } from './time-skipping.js';

const page = (next: string | null, found = 0, mended = 0): ComparedPage => ({
  compared: 100,
  found,
  mended,
  next,
});

/** every page that was asked for, in order */
let asked: string[] = [];
let failing = 0;

function comparison(name: string, pages: Record<string, ComparedPage>) {
  return ({ after }: PageRequest): Promise<ComparedPage> => {
    asked.push(`${name} ${after ?? 'from the start'}`);
    if (failing > 0) {
      failing -= 1;
      throw new Error('connection refused');
    }
    return Promise.resolve(pages[after ?? 'first'] ?? page(null));
  };
}

const activities: ReconciliationActivities = {
  compareOpenCases: comparison('open', { first: page('b', 2, 2), b: page('c'), c: page(null, 1, 0) }),
  compareRunningProcesses: comparison('running', { first: page('d', 1), d: page(null) }),
  compareVersions: comparison('versions', {}),
  settleKnownDrift: comparison('known', {}),
};

const time = useTimeSkipping({ activities: { ...activities } });

const reconcile = (id: string): Promise<unknown> =>
  time.workflows.execute(RECONCILIATIONS.tickets.type, { workflowId: id, taskQueue: TASK_QUEUES.tickets });

beforeEach(() => {
  asked = [];
  failing = 0;
});

describe('reconciliation', () => {
  it('goes through every page of every comparison and adds up what it met', async () => {
    expect(await reconcile('whole')).toEqual({ compared: 700, found: 4, mended: 2 });
    keepHistory('reconciliation', await time.historyOf('whole'));
    expect(asked).toEqual([
      'open from the start',
      'open b',
      'open c',
      'running from the start',
      'running d',
      'versions from the start',
      'known from the start',
    ]);
  });

  it('repeats a page that failed, and no other', async () => {
    failing = 2;
    expect(await reconcile('stumbling')).toMatchObject({ found: 4 });
    expect(asked.slice(0, 4)).toEqual([...Array<string>(3).fill('open from the start'), 'open b']);
  });

  it('gives up after four minutes of failure: the next one begins anew', async () => {
    failing = Infinity;
    await expect(reconcile('hopeless')).rejects.toThrow('Workflow execution failed');
    expect(new Set(asked)).toEqual(new Set(['open from the start']));
  });
});
