import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUDIT_WRITTEN, type AuditEntryData } from '@zhishou/messages/audit';
import { TOPICS } from '@zhishou/messages/topics';
import { createBroker } from '@zhishou/platform/kafka/kafka';
import { createLogger } from '@zhishou/platform/log';
import { eventually } from '@zhishou/testkit/eventually';
import { type ObjectTypeDefinitionNode, parse } from 'graphql';
import { codeOf, PASSWORD, RunningDirectory } from './running-directory.js';
import type { SignedIn } from './running-directory.js';
import { codeAt, Devices, REMOVE, RESET } from './totp.builder.js';

interface Entry {
  id: string;
  service: string;
  actorId: string;
  actor: { username: string } | null;
  actorRole: string | null;
  action: string;
  aggregateId: string;
  address: string | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
}

let directory: RunningDirectory;
let admin: SignedIn;
let auditor: SignedIn;

beforeAll(async () => {
  directory = await RunningDirectory.start();
  admin = await directory.signIn('admin');
  auditor = await directory.signIn('auditor');
});
afterAll(() => directory?.stop());

const FIELDS =
  'id service at actorId actor { username } actorRole action aggregateId address requestId before after hash';

async function log(filter: Record<string, unknown>, args = 'first: 100'): Promise<Entry[]> {
  const source = `query ($filter: AuditFilter) { auditLog(filter: $filter, ${args}) { nodes { ${FIELDS} } } }`;
  const { data, errors } = await directory.query(source, auditor.as, { filter });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data!.auditLog as { nodes: Entry[] }).nodes;
}

const found = (filter: Record<string, unknown>, count: number) =>
  eventually(async () => {
    const entries = await log(filter);
    expect(entries).toHaveLength(count);
    return entries;
  });

/** Sets second factors up, and takes them away in both ways. */
async function useSecondFactors(): Promise<void> {
  const devices = new Devices(directory);
  const { as, secret } = await devices.enrol('engineer');
  await devices.later();
  await directory.query(REMOVE, as, { code: codeAt(secret) });
  await devices.enrol('dispatcher');
  await directory.query(RESET, admin.as, { id: await devices.idOf('dispatcher') });
}

describe('the audit log', () => {
  it('shows who changed what, from where, before and after', async () => {
    const { data } = await directory.query(
      `mutation { createPerson(input: {username: "wang", displayName: "王芳", role: BUREAU_REPORTER,
        password: "long enough 1", contacts: [{channel: PHONE, value: "13800000000"}]}) { id } }`,
      admin.as,
      {},
      '203.0.113.5',
    );
    const { id } = data!.createPerson as { id: string };
    const change = `mutation { updatePerson(input: {personId: "${id}", displayName: "王芳芳"}) { id } }`;
    await directory.query(change, admin.as);
    const [updated, created] = await found({ aggregateId: id }, 2);
    expect(created).toMatchObject({
      service: 'directory',
      action: 'createPerson',
      actorId: admin.id,
      actor: { username: 'admin' },
      actorRole: 'BUREAU_ADMIN',
      address: '203.0.113.5',
      before: null,
      after: { displayName: '王芳', contacts: [{ channel: 'PHONE', value: '13800000000' }] },
    });
    expect(updated).toMatchObject({ before: { displayName: '王芳' }, after: { displayName: '王芳芳' } });
    expect(JSON.stringify([created, updated])).not.toContain('long enough');
  });

  it('shows refused rights, its own among them', async () => {
    const reporter = await directory.signIn('reporter');
    const refused = await directory.query('{ auditLog { totalCount } }', reporter.as);
    expect(codeOf(refused)).toBe('FORBIDDEN');
    const [entry] = await found({ action: 'refused', actorId: reporter.id }, 1);
    expect(entry).toMatchObject({
      aggregateId: 'Query.auditLog',
      actorRole: 'BUREAU_REPORTER',
      after: { code: 'FORBIDDEN' },
    });
  });

  it('holds the chains of all services, each entry once however often it is told', async () => {
    const broker = createBroker({
      brokers: (process.env.KAFKA_BROKERS ?? '').split(','),
      clientId: 'test',
      logger: createLogger('test'),
    });
    const producer = broker.producer();
    const tell = (seq: number) =>
      producer.send([
        { topic: TOPICS.audit, key: 'tickets', event: eventOf(seq) },
        { topic: TOPICS.audit, key: 'tickets', event: eventOf(seq) },
      ]);
    await tell(1);
    await tell(2);
    const [second, first] = await found({ service: 'tickets' }, 2);
    expect(first).toMatchObject({
      id: 'aud_tickets_000000000001',
      action: 'RESPONSE_BREACH',
      actor: null,
      before: null,
    });
    expect(second).toMatchObject({ actorId: 'system:clock', after: { clock: 'RESPONSE' }, address: null });
    await producer.close();
    await broker.close();
  });

  it('is read page by page, newest first, and by time', async () => {
    const all = await log({});
    const page = `query ($after: String) { auditLog(first: 3, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }`;
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const { data } = await directory.query(page, auditor.as, { after });
      const { nodes, pageInfo } = data!.auditLog as {
        nodes: Entry[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      ids.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(await log({ to: '2026-01-01T00:00:02Z' })).toHaveLength(1);
    expect(await log({ from: '2026-01-01T00:00:02Z', service: 'tickets' })).toHaveLength(1);
  });

  it('has an entry of every mutation there is', async () => {
    const mutate = (what: string, as?: string) => directory.query(`mutation { ${what} }`, as);
    const { as, refreshToken, id } = await directory.signIn('newcomer');
    await mutate('signNda(input: {accept: true}) { id }', as);
    await mutate(`revokeNda(input: {personId: "${id}", reason: "离职"}) { id }`, admin.as);
    await mutate(`requestNda(input: {personId: "${id}"}) { id }`, admin.as);
    const shift = await mutate(
      `setDutyShift(input: {personId: "${admin.id}", startsAt: "2026-07-01T08:00:00+08:00",
        endsAt: "2026-07-01T20:00:00+08:00"}) { id }`,
      admin.as,
    );
    const { id: shiftId } = shift.data!.setDutyShift as { id: string };
    await mutate(`removeDutyShift(input: {shiftId: "${shiftId}"})`, admin.as);
    await mutate(`refreshSession(input: {refreshToken: "${refreshToken}"}) { token }`);
    await mutate('logout', as);
    const again = await directory.signIn('newcomer');
    await mutate(
      `changePassword(input: {currentPassword: "${PASSWORD}", newPassword: "the next horse is new"}) { token }`,
      again.as,
    );
    await useSecondFactors();
    const program = await mutate(
      'registerMachineAccount(input: {name: "程序", role: BOT, scopes: ["escalations:read"]}) { account { id } }',
      admin.as,
    );
    const { account } = program.data!.registerMachineAccount as { account: { id: string } };
    await mutate(`replaceMachineSecret(input: {accountId: "${account.id}"}) { clientId }`, admin.as);
    await mutate(`endMachineAccount(input: {accountId: "${account.id}"}) { id }`, admin.as);
    const withAnIssuerOnly = ['loginWithIdToken', 'setOutsideIdentity']; // see oidc.int-spec.ts
    const wanted = mutationsOf('../schema.graphql').filter((name) => !withAnIssuerOnly.includes(name));
    await eventually(async () => {
      const actions = (await log({ service: 'directory' })).map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining([...wanted, 'makeSigningKey']));
      return true;
    });
  });

  it('is for auditors and the admin alone', async () => {
    for (const name of ['reporter', 'dispatcher', 'engineer', 'bot']) {
      const { as } = await directory.signIn(name);
      expect([name, codeOf(await directory.query('{ auditLog { totalCount } }', as))]).toEqual([
        name,
        'FORBIDDEN',
      ]);
    }
    const asAdmin = await directory.query('{ auditLog(first: 1) { totalCount } }', admin.as);
    expect(asAdmin.errors).toBeUndefined();
  });
});

function mutationsOf(schemaFile: string): string[] {
  const schema = parse(readFileSync(new URL(schemaFile, import.meta.url), 'utf8'));
  const mutation = schema.definitions.find((node) => 'name' in node && node.name?.value === 'Mutation');
  return (mutation as ObjectTypeDefinitionNode).fields!.map(({ name }) => name.value);
}

/** As the tickets service tells it; the nth at the nth second of 2026. */
const eventOf = (seq: number) => ({
  specversion: '1.0' as const,
  id: `tickets-audit-${seq}`,
  source: '/zhishou/tickets',
  type: AUDIT_WRITTEN,
  subject: 'tkt_1',
  time: `2026-01-01T00:00:0${seq}.000Z`,
  datacontenttype: 'application/json' as const,
  sequence: String(seq),
  data: {
    service: 'tickets',
    seq,
    at: `2026-01-01T00:00:0${seq}.000Z`,
    actorId: 'system:clock',
    actorRole: null,
    action: 'RESPONSE_BREACH',
    aggregateId: 'tkt_1',
    before: null,
    after: { clock: 'RESPONSE' },
    address: null,
    requestId: null,
    previousHash: 'a',
    hash: 'b',
  } satisfies AuditEntryData,
});
