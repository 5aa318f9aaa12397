import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import { overSse, overWebSocket, type Listening } from './live.builder.js';
import { PHOTO } from './photo.builder.js';
import { monthNow } from './plan.builder.js';
import { report } from './ticket.builder.js';
import { nobody, signIn, stack, User } from './zhishou.builder.js';

interface Session {
  token: string;
  refreshToken: string;
  person: { id: string };
}

const PASSWORD = randomUUID();
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token refreshToken person { id } } }';
const CREATE = 'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }';
const UPDATE = 'mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { id } }';
const REFRESH = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { token } }';
const REQUEST = `mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { attachmentId url } }`;
const LOOK = 'query ($id: ID) { ticket(id: $id) { attachments { url } } }';
const MONTH = 'subscription ($month: Month!) { inspectionCycleChanged(month: $month) { id } }';
const CHANGES = 'subscription ($id: ID) { ticketChanged(id: $id) { id state } }';

/** A question to every service. */
const QUESTIONS = {
  directory: '{ people(first: 1) { totalCount } }',
  tickets: '{ tickets(first: 1) { totalCount } }',
  scoring: '{ serviceEvents(month: "2026-01") { totalCount } }',
  inspections: '{ visit(id: "vst_00000000000000000000000000000000") { id } }',
};

/** All that one sign-in can hold. */
interface Holder {
  user: User;
  refreshToken: string;
  sse: Listening<unknown>;
  ws: Listening<unknown>;
  month: Listening<unknown>;
  upload: string;
  download: string;
}

let admin: User;

beforeAll(async () => {
  admin = await signIn('admin');
});

const CAUSES: [string, (held: Holder) => Promise<unknown>][] = [
  ['logout', ({ user }) => user.ask('mutation { logout }')],
  ['logout everywhere', ({ user }) => user.ask('mutation { logout(input: { everywhere: true }) }')],
  ['a new password', ({ user }) => update(user.id, { password: `${PASSWORD} anew` })],
  ['deactivation', ({ user }) => update(user.id, { active: false })],
  ['another role', ({ user }) => update(user.id, { role: 'BUREAU_SUPERVISOR' })],
  [
    'a refresh token used twice',
    async ({ refreshToken }) => {
      await nobody.ask(REFRESH, { input: { refreshToken } });
      await nobody.refusal(REFRESH, { input: { refreshToken } });
    },
  ],
];

describe.each(CAUSES)('%s', (cause, end) => {
  it('ends all that the sign-in holds at once, with the reason, and for good', async () => {
    const username = `leaver-${randomUUID().slice(0, 8)}`;
    const about = { username, displayName: '要走的', role: 'BUREAU_REPORTER', password: PASSWORD };
    await admin.ask(CREATE, { input: about });
    const held = await hold(await login(username));
    const other = await login(username);
    await expectAlive(held);

    await end(held);
    // a second where nothing else runs; without being told, a token lives for fifteen minutes
    await eventually(
      async () => {
        expect(await holding(held)).toEqual([]);
        return true;
      },
      { within: 5_000, every: 50 },
    );
    for (const stream of [held.sse, held.ws, held.month]) {
      expect(stream.isDone()).toBe(true);
      expect(stream.errors).toMatchObject([[{ extensions: { code: 'UNAUTHENTICATED' } }]]);
    }

    const { id } = held.user;
    await update(id, { active: true, role: 'BUREAU_REPORTER' });
    expect(await holding(held)).toEqual([]);
    if (cause === 'logout' || cause.startsWith('a refresh'))
      await new User(id, other.token).ask(QUESTIONS.tickets);
  });
});

const update = (personId: string, changes: object) => admin.ask(UPDATE, { input: { personId, ...changes } });

const login = async (username: string): Promise<Session> =>
  (await nobody.ask<{ login: Session }>(LOGIN, { input: { username, password: PASSWORD } })).login;

async function hold({ token, refreshToken, person }: Session): Promise<Holder> {
  const user = new User(person.id, token);
  const { id: ticketId } = await report(user);
  const request = async () => {
    const input = { ticketId, fileName: '现场.jpg' };
    return (await user.ask<{ requestUpload: { url: string } }>(REQUEST, { input })).requestUpload.url;
  };
  await put(await request(), Buffer.from(PHOTO));
  const { ticket } = await user.ask<{ ticket: { attachments: { url: string }[] } }>(LOOK, { id: ticketId });
  const [sse, ws] = [
    overSse(user, CHANGES, { id: ticketId }),
    overWebSocket(user, CHANGES, { id: ticketId }),
  ];
  const month = overSse(user, MONTH, { month: monthNow() });
  return {
    user,
    refreshToken,
    sse,
    ws,
    month,
    upload: await request(),
    download: ticket.attachments[0]!.url,
  };
}

const put = (url: string, body: Buffer<ArrayBuffer>) =>
  fetch(new URL(url, stack.graphql), { method: 'PUT', body });

/** Sends what is no picture: an address that is alive says so, one that is dead is not. */
const isUploadDead = async (url: string) => (await put(url, Buffer.from('no picture'))).status === 401;

async function holding({ user, sse, ws, month, upload, download }: Holder): Promise<string[]> {
  const asked = Object.entries(QUESTIONS).map(async ([service, question]) => {
    const { errors } = await user.answer(question);
    const code = errors?.[0]?.extensions.code;
    if (code === 'BAD_USER_INPUT') throw new Error(`${service}: ${errors?.[0]?.message}`);
    return code === 'UNAUTHENTICATED' ? [] : [service];
  });
  const fetched = await fetch(new URL(download, stack.graphql));
  await fetched.arrayBuffer();
  return [
    ...(await Promise.all(asked)).flat(),
    ...(sse.isDone() ? [] : ['sse']),
    ...(ws.isDone() ? [] : ['ws']),
    ...(month.isDone() ? [] : ['month']),
    ...((await isUploadDead(upload)) ? [] : ['upload']),
    ...(fetched.status === 401 ? [] : ['download']),
  ];
}

async function expectAlive(held: Holder): Promise<void> {
  // the projections know the person, and nothing was refused before the cause
  await eventually(async () => {
    expect(await holding(held)).toEqual([
      ...Object.keys(QUESTIONS),
      'sse',
      'ws',
      'month',
      'upload',
      'download',
    ]);
    return true;
  });
}
