import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { type Listening, overSse, overWebSocket } from './live.builder.js';
import { monthNow } from './plan.builder.js';
import { report, step } from './ticket.builder.js';
import { signIn, signInAll, type User } from './zhishou.builder.js';

interface Change {
  ticketChanged: {
    id: string;
    state: string;
    asset: { name: string } | null;
    reportedBy: { displayName: string };
  };
}

const CHANGES = `subscription ($id: ID) {
  ticketChanged(id: $id) { id state asset { name } reportedBy { displayName } }
}`;

interface MonthChange {
  inspectionCycleChanged: { month: string; calls: { note: string; by: { displayName: string } }[] };
}

const MONTH_CHANGES = `subscription ($month: Month!) {
  inspectionCycleChanged(month: $month) { month calls { note by { displayName } } }
}`;

const CALL = 'mutation ($input: MonthlyCallInput!) { recordMonthlyCall(input: $input) { id } }';

describe.each([
  ['server-sent events', overSse],
  ['WebSocket', overWebSocket],
])('changes over %s', (_name, over) => {
  let reporter: User;
  let dispatcher: User;
  let engineer: User;
  let supervisor: User;

  beforeAll(async () => {
    [reporter, dispatcher, engineer, supervisor] = await signInAll(
      'reporter',
      'dispatcher',
      'engineer2',
      'supervisor',
    );
  });

  const states = (listening: Listening<Change>, id: string) =>
    listening.heard
      .filter(({ ticketChanged }) => ticketChanged.id === id)
      .map(({ ticketChanged }) => ticketChanged.state);

  it('reach whoever may see the ticket, with what other services know of it', async () => {
    const all = over<Change>(supervisor, CHANGES);
    await untilListening(all, reporter);
    const { id } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id);
    await eventually(() => expect(states(all, id)).toContain('ACCEPTED') ?? true);
    const change = all.heard.find(({ ticketChanged }) => ticketChanged.id === id);
    expect(change?.ticketChanged.asset?.name).toBe('高清视频会议服务器');
    expect(change?.ticketChanged.reportedBy.displayName).toBeTruthy();
    all.stop();
  });

  it('do not reach an engineer whom the ticket does not concern', async () => {
    const mine = over<Change>(engineer, CHANGES);
    await untilListening(mine, reporter);
    const other = await signIn('engineer3');
    const { id } = await report(reporter);
    await step(dispatcher, 'acceptTicket', id, { engineerId: other.id });
    const later = await report(reporter);
    await eventually(() => expect(states(mine, later.id)).toContain('REPORTED') ?? true);
    expect(states(mine, id)).not.toContain('ACCEPTED');
    mine.stop();
  });
});

describe.each([
  ['server-sent events', overSse],
  ['WebSocket', overWebSocket],
])("changes of a month's inspection over %s", (_name, over) => {
  it('reach whoever looks at it, with what other services know of it', async () => {
    const [dispatcher, supervisor] = await signInAll('dispatcher', 'supervisor');
    const month = monthNow();
    const note = `订阅 ${randomUUID()}`;
    const changes = over<MonthChange>(dispatcher, MONTH_CHANGES, { month });
    const call = () => ({ month, note, heldAt: new Date().toISOString() });
    await eventually(
      async () => {
        await supervisor.ask(CALL, { input: call() });
        return changes.heard.some(({ inspectionCycleChanged: { calls } }) =>
          calls.some((one) => one.note === note && one.by.displayName !== ''),
        );
      },
      { within: 20_000, every: 500 },
    );
    expect(new Set(changes.heard.map(({ inspectionCycleChanged }) => inspectionCycleChanged.month))).toEqual(
      new Set([month]),
    );
    changes.stop();
  });
});

/** Reports until the first change arrives: from then on the subscription is known to be in place. */
async function untilListening(listening: Listening<unknown>, reporter: User): Promise<void> {
  await eventually(
    async () => {
      await report(reporter, {
        kind: 'OTHER',
        severity: undefined,
        assetCode: undefined,
        summary: '订阅就绪检查',
      });
      return listening.heard.length > 0;
    },
    { within: 20_000, every: 200 },
  );
}
