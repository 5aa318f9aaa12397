import { once } from 'node:events';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { WebSocket } from 'ws';
import { operationsOn } from '../fuzz-operations.builder.js';
import { bodies, documents, headers, messages, parameters } from '../fuzz-shapes.builder.js';
import { supergraph } from '../mutations.builder.js';
import { type Office, openOffice, type Post } from '../office.builder.js';
import { bringInto, untilAtWork } from '../situation.builder.js';
import { stack } from '../zhishou.builder.js';

/** ms one kind of input is tried for; what was found first is told at once. */
const PATIENCE = 4_000;
const AT_ONCE = 6;
/** A sign-in that fails is counted against its address, which others use as well. */
const SPARED = ['login', 'loginWithIdToken', 'refreshSession', 'logout'];
const ASKERS: Post[] = [
  'admin',
  'supervisor',
  'reporter',
  'dispatcher',
  'engineer',
  'auditor',
  'program',
  'newcomer',
];

interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What is wrong with the answer to this, if anything. */
async function faultOf({ path = '', method = 'POST', headers: given = {}, body }: Sent): Promise<object[]> {
  const response = await fetch(stack.graphql + path, {
    method,
    headers: given,
    body,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await textOf(response);
  if (response.status < 500 && !text.includes('INTERNAL_SERVER_ERROR')) return [];
  if (text.includes('"UNAVAILABLE"') && !text.includes('INTERNAL_SERVER_ERROR')) return [];
  const sent = { path, method, headers: { ...given, authorization: '' }, body: body?.slice(0, 3_000) };
  return [{ ...sent, status: response.status, text: text.slice(0, 500) }];
}

/** All of an answer; of a live stream, which ends when it is refused only, what comes within a second. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const enough = setTimeout(() => void reader.cancel(), 1_000);
  const parts: Uint8Array[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  clearTimeout(enough);
  return Buffer.concat(parts).toString();
}

/** Sends many of a kind, some at once, until patience ends. */
async function expectNoFault<T>(many: Arbitrary<T>, faults: (one: T) => Promise<object[]>): Promise<void> {
  let tried = 0;
  let last: Promise<object[][]> = Promise.resolve([]);
  const question = fc.asyncProperty(
    fc.array(many, { minLength: AT_ONCE, maxLength: AT_ONCE }),
    async (batch) => {
      tried += batch.length;
      last = Promise.all(batch.map(faults));
      expect((await last).flat()).toEqual([]);
    },
  );
  await fc.assert(question, { numRuns: 10_000, interruptAfterTimeLimit: PATIENCE, endOnFailure: true });
  // patience ends while the last of them are under way
  expect((await last).flat()).toEqual([]);
  expect(tried).toBeGreaterThan(AT_ONCE);
}

describe('INTERNAL_SERVER_ERROR is never answered', () => {
  let office: Office;
  let ids: string[];
  beforeAll(async () => {
    office = await openOffice();
    await untilAtWork(office);
    const [accepted, closed] = await Promise.all(['accepted', 'closed'].map((one) => bringInto(one, office)));
    const nobodys = ['tkt', 'psn', 'esc', 'vis', 'att', 'shf'].map(
      (noun) => `${noun}_${'0123456789abcdef'.repeat(2)}`,
    );
    ids = [accepted!, closed!, office.people.joiner.id, ...nobodys];
  }, 60_000);

  const bearer = (post: Post): Record<string, string> => {
    const { token } = office.people[post];
    return { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  };

  it.each(['query', 'mutation'] as const)('to a %s of any field with any arguments', async (kind) => {
    const root = kind === 'query' ? supergraph.getQueryType() : supergraph.getMutationType();
    const fields = Object.values(root!.getFields()).filter(({ name }) => !SPARED.includes(name));
    const operations = fc.oneof(...fields.map((field) => operationsOn(kind, field, ids)));
    await expectNoFault(fc.tuple(operations, fc.constantFrom(...ASKERS)), ([operation, post]) =>
      faultOf({ headers: bearer(post), body: JSON.stringify(operation) }),
    );
  });

  it('to any document', async () => {
    await expectNoFault(documents, (query) =>
      faultOf({ headers: bearer('supervisor'), body: JSON.stringify({ query }) }),
    );
  });

  it('to any body under any headers', async () => {
    await expectNoFault(fc.tuple(bodies, headers, fc.boolean()), ([body, given, isSignedIn]) =>
      faultOf({ headers: { ...(isSignedIn && bearer('supervisor')), ...given }, body }),
    );
  });

  it('to any other method and parameters', async () => {
    const methods = fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH');
    await expectNoFault(fc.tuple(methods, parameters, headers), ([method, given, more]) => {
      const words = Object.entries(given).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const path = `?${new URLSearchParams(words).toString().slice(0, 8_000)}`;
      return faultOf({
        method,
        path,
        headers: { ...bearer('supervisor'), ...more, 'content-encoding': 'identity' },
      });
    });
  });

  it('to any messages over a WebSocket', async () => {
    await expectNoFault(fc.array(messages, { maxLength: 6 }), (many) =>
      faultsOver(many, bearer('supervisor')),
    );
  });
});

/** Sends these over a connection of their own, then one that is good, and hears until that is answered. */
async function faultsOver(many: string[], params: Record<string, string>): Promise<object[]> {
  const socket = new WebSocket(stack.graphql.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const heard: string[] = [];
  const ended = once(socket, 'close') as Promise<[number, Buffer]>;
  socket.on('error', (error) => heard.push(String(error)));
  await once(socket, 'open');
  const last = { type: 'subscribe', id: 'last', payload: { query: '{ __typename }' } };
  const init = { type: 'connection_init', payload: params };
  socket.on('message', (data: Buffer) => {
    heard.push(data.toString());
    if (data.toString().includes('"complete"') && data.toString().includes('"last"')) socket.close();
  });
  for (const message of [JSON.stringify(init), ...many, JSON.stringify(last)]) socket.send(message);
  const [code, reason] = await ended;
  const isOurs = code === 1011 || code === 4500 || heard.some((one) => one.includes('INTERNAL_SERVER_ERROR'));
  return isOurs ? [{ many, code, reason: reason.toString(), heard }] : [];
}
