// A program that hears every call as it is raised, says it in a line, and acknowledges it if it is told to (README.md).
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';

const { ZHISHOU_URL, CLIENT_ID, CLIENT_SECRET, ACKNOWLEDGE_NOTE } = process.env;
if (!ZHISHOU_URL || !CLIENT_ID || !CLIENT_SECRET)
  throw new Error('ZHISHOU_URL, CLIENT_ID and CLIENT_SECRET are needed');

interface Call {
  id: string;
  reason: string;
  level: number;
  ticketNumber: string | null;
  raisedAt: string;
  dueAt: string | null;
  acknowledgedAt: string | null;
  withdrawnAt: string | null;
}
const CALL = 'id reason level ticketNumber raisedAt dueAt acknowledgedAt withdrawnAt';
const RAISED = `subscription { escalationRaised { ${CALL} } }`;
const OPEN = `{ escalations(first: 100, filter: { acknowledged: false }) { nodes { ${CALL} } } }`;
const ACKNOWLEDGE = 'mutation ($input: AckInput!) { acknowledgeEscalation(input: $input) { id } }';

const MOST_TOLD = 10_000;
const told = new Set<string>();
const known = { token: '', until: 0 };

/** A token lasts some minutes: another one is fetched half a minute before that. */
async function token(): Promise<string> {
  if (Date.now() < known.until) return known.token;
  const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
  const answer = await fetch(new URL('/oauth/token', ZHISHOU_URL), {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number };
  Object.assign(known, { token: access_token, until: Date.now() + (expires_in - 30) * 1_000 });
  return known.token;
}

const headers = async (): Promise<Record<string, string>> => ({ authorization: `Bearer ${await token()}` });

async function ask<Data>(query: string, variables = {}): Promise<Data> {
  const answer = await fetch(ZHISHOU_URL!, {
    method: 'POST',
    headers: { ...(await headers()), 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]!.message);
  return data;
}

/** Once for each call, however often it is heard of. */
async function tell({ id, reason, level, ticketNumber, raisedAt, dueAt }: Call): Promise<void> {
  if (told.has(id)) return;
  told.add(id);
  if (told.size > MOST_TOLD) told.delete(told.values().next().value!);
  const due = dueAt === null ? '' : `，时限 ${dueAt}`;
  console.log(`${raisedAt} ${reason} 第 ${level} 级 ${ticketNumber ?? ''}${due}`);
  if (ACKNOWLEDGE_NOTE === undefined) return;
  // the same key: sent twice it is done once; somebody else may have been quicker
  const input = { escalationId: id, note: ACKNOWLEDGE_NOTE, idempotencyKey: `bot-${id}` };
  await ask(ACKNOWLEDGE, { input }).catch((error: Error) => console.log(`未确认 ${id}：${error.message}`));
}

/** What was raised while nobody listened, the oldest first. */
async function catchUp(): Promise<void> {
  const { escalations } = await ask<{ escalations: { nodes: Call[] } }>(OPEN);
  const open = escalations.nodes.filter(({ withdrawnAt }) => withdrawnAt === null);
  for (const call of open.toReversed()) await tell(call);
}

const client = createClient({ url: ZHISHOU_URL, headers, retryAttempts: 0 });

// A stream ends with its token, and whenever the connection is lost: it is opened anew, and only then the rest is asked for,
// so that nothing falls between the two.
for (;;) {
  try {
    const connected = () => void catchUp().then(() => console.log('正在监听'), console.error);
    for await (const { data } of client.iterate<{ escalationRaised: Call }>({ query: RAISED }, { connected }))
      if (data) await tell(data.escalationRaised);
  } catch (error) {
    console.log(`连接中断：${(error as Error).message}`);
    known.until = 0;
  }
  await sleep(1_000);
}
