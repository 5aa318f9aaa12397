import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { type GraphqlAnswer } from '@zhishou/testkit/running-service';
import { codeOf, PASSWORD, type RunningDirectory } from './running-directory.js';
import type { SignedIn } from './running-directory.js';

let directory: RunningDirectory;
let admin: SignedIn;
let newcomer: SignedIn;

const outbox = () =>
  directory.dataSource.query<{ event: { type: string; subject: string; data: Record<string, unknown> } }[]>(
    'SELECT event FROM outbox ORDER BY id',
  );

async function status(id: string, as: string): Promise<unknown> {
  const response = await fetch(`${directory.url}/people/${id}/status`, { headers: { authorization: as } });
  return response.json();
}

/** What becomes of people, their NDA and their duties. */
export function peopleStories(open: () => RunningDirectory): void {
  beforeAll(async () => {
    directory = open();
    admin = await directory.signIn('admin');
    newcomer = await directory.signIn('newcomer');
  });

  describe('the NDA', () => {
    it('shuts a provider person out of everything but itself', async () => {
      expect(codeOf(await directory.query('{ people { totalCount } }', newcomer.as))).toBe('NDA_REQUIRED');
      const own = await directory.query(
        '{ me { username ndaSigned } ndaDocument { title text hash } }',
        newcomer.as,
      );
      expect(own.data).toMatchObject({
        me: { username: 'newcomer', ndaSigned: false },
        ndaDocument: { title: '保密协议' },
      });
      expect((own.data!.ndaDocument as { text: string }).text).toContain(
        '7.参加项目的有关人员均需签订保密协议。',
      );
    });

    it('refuses to be signed over another text, or without accepting', async () => {
      const sign = (input: string) =>
        directory.query(`mutation { signNda(input: ${input}) { id } }`, newcomer.as);
      const wrongText = await sign(`{documentHash: "${'0'.repeat(64)}"}`);
      expect(wrongText.errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'documentHash' }],
      });
      expect(codeOf(await sign('{accept: false}'))).toBe('BAD_USER_INPUT');
      const byBureau = await directory.query('mutation { signNda(input: {}) { id } }', admin.as);
      expect(codeOf(byBureau)).toBe('FORBIDDEN');
    });

    it('lets in at once when signed, shuts out at once when revoked, and tells the other services', async () => {
      const { data } = await directory.query('{ ndaDocument { hash } }', newcomer.as);
      const { hash } = data!.ndaDocument as { hash: string };
      const signed = await directory.query(
        `mutation { signNda(input: {documentHash: "${hash}", accept: true}) { ndaSigned } }`,
        newcomer.as,
      );
      expect(signed.data).toEqual({ signNda: { ndaSigned: true } });
      expect((await directory.query('{ people { totalCount } }', newcomer.as)).errors).toBeUndefined();
      expect(await status(newcomer.id, newcomer.as)).toEqual({
        active: true,
        ndaSigned: true,
        role: 'PROVIDER_ENGINEER',
        sessionOver: false,
      });

      const revoke = `mutation { revokeNda(input: {personId: "${newcomer.id}", reason: "left the project"}) {
      ndaSigned ndaAgreements { documentHash revokedAt revokeReason }
    } }`;
      expect(codeOf(await directory.query(revoke, newcomer.as))).toBe('FORBIDDEN');
      expect((await directory.query(revoke, admin.as)).data).toEqual({
        revokeNda: {
          ndaSigned: false,
          ndaAgreements: [
            { documentHash: hash, revokedAt: expect.any(String), revokeReason: 'left the project' },
          ],
        },
      });
      expect(codeOf(await directory.query('{ people { totalCount } }', newcomer.as))).toBe('NDA_REQUIRED');
      expect(codeOf(await directory.query(revoke, admin.as))).toBe('CONFLICT');
      const told = (await outbox())
        .filter(({ event }) => event.subject === newcomer.id)
        .map(({ event }) => event.data.ndaSigned);
      expect(told.slice(-2)).toEqual([true, false]);
    });

    it('once revoked, is signed again when the bureau asks for it, and not before', async () => {
      const sign = () =>
        directory.query('mutation { signNda(input: {accept: true}) { ndaState } }', newcomer.as);
      const ask = (as: string) =>
        directory.query(`mutation { requestNda(input: {personId: "${newcomer.id}"}) { ndaState } }`, as);
      const stateNow = async () => (await directory.query('{ me { ndaState } }', newcomer.as)).data?.me;
      const refusedIn = (answer: GraphqlAnswer) => [codeOf(answer), answer.errors?.[0]?.extensions.state];

      expect(await stateNow()).toEqual({ ndaState: 'REVOKED' });
      expect(refusedIn(await sign())).toEqual(['CONFLICT', 'REVOKED']);
      expect(codeOf(await directory.query('{ people { totalCount } }', newcomer.as))).toBe('NDA_REQUIRED');
      for (const who of ['reporter', 'dispatcher'])
        expect(codeOf(await ask((await directory.signIn(who)).as))).toBe('FORBIDDEN');
      expect(codeOf(await ask(newcomer.as))).toBe('NDA_REQUIRED');

      expect((await ask(admin.as)).data).toEqual({ requestNda: { ndaState: 'TO_SIGN' } });
      expect(refusedIn(await ask(admin.as))).toEqual(['CONFLICT', 'TO_SIGN']);
      expect((await sign()).data).toEqual({ signNda: { ndaState: 'SIGNED' } });
      expect(refusedIn(await ask(admin.as))).toEqual(['CONFLICT', 'SIGNED']);

      // an old request is good for one signature
      const revoke = `mutation { revokeNda(input: {personId: "${newcomer.id}", reason: "again"}) { ndaState } }`;
      expect((await directory.query(revoke, admin.as)).data).toEqual({ revokeNda: { ndaState: 'REVOKED' } });
      expect(refusedIn(await sign())).toEqual(['CONFLICT', 'REVOKED']);
    });
  });

  describe('people', () => {
    it('are made by an admin only, with every wrong field named', async () => {
      const create = (input: string, as: string) =>
        directory.query(`mutation { createPerson(input: ${input}) { id username side ndaSigned } }`, as);
      const reporter = await directory.signIn('reporter');
      const good =
        '{username: "li.ming", displayName: "李明", role: PROVIDER_ENGINEER, password: "open the third gate"}';
      expect(codeOf(await create(good, reporter.as))).toBe('FORBIDDEN');
      const bad = await create(
        '{username: "Li Ming", displayName: " ", role: BOT, password: "short"}',
        admin.as,
      );
      expect((bad.errors![0]!.extensions.fields as { path: string }[]).map(({ path }) => path)).toEqual([
        'username',
        'displayName',
        'password',
      ]);
      expect((await create(good, admin.as)).data).toMatchObject({
        createPerson: { side: 'PROVIDER', ndaSigned: false },
      });
      expect((await create(good, admin.as)).errors?.[0]?.extensions).toMatchObject({
        fields: [{ path: 'username' }],
      });
      expect((await directory.login('li.ming', 'open the third gate')).errors).toBeUndefined();
    });

    it('are made once with one idempotency key, and the key is refused with another input', async () => {
      const create = (displayName: string) =>
        directory.query(
          `mutation { createPerson(input: {username: "wang", displayName: "${displayName}", role: BOT,
           password: "open the third gate", idempotencyKey: "k-1"}) { id displayName } }`,
          admin.as,
        );
      const first = await create('王');
      expect(first.errors).toBeUndefined();
      expect(await create('王')).toEqual(first);
      expect((await create('汪')).errors?.[0]?.extensions).toMatchObject({
        fields: [{ path: 'idempotencyKey' }],
      });
    });

    it('deactivated lose access and sessions at once, and cannot sign in', async () => {
      await directory.query(
        `mutation { createPerson(input: {username: "victim", displayName: "victim", role: BUREAU_REPORTER,
        password: "${PASSWORD}"}) { id } }`,
        admin.as,
      );
      const victim = await directory.signIn('victim');
      const off = `mutation { updatePerson(input: {personId: "${victim.id}", active: false}) { active } }`;
      expect((await directory.query(off, admin.as)).data).toEqual({ updatePerson: { active: false } });
      expect(codeOf(await directory.query('{ me { id } }', victim.as))).toBe('UNAUTHENTICATED');
      const refresh = `mutation { refreshSession(input: {refreshToken: "${victim.refreshToken}"}) { token } }`;
      expect(codeOf(await directory.query(refresh))).toBe('UNAUTHENTICATED');
      expect(codeOf(await directory.login('victim'))).toBe('UNAUTHENTICATED');
    });

    it('cannot lock themselves out', async () => {
      const self = `mutation { updatePerson(input: {personId: "${admin.id}", role: AUDITOR}) { id } }`;
      expect(codeOf(await directory.query(self, admin.as))).toBe('CONFLICT');
    });

    it('show their contacts to deciders, dispatchers, auditors and themselves', async () => {
      const reporter = await directory.signIn('reporter');
      const set = `mutation { updatePerson(input: {personId: "${reporter.id}",
      contacts: [{channel: PHONE, value: "\u202a１３８0000\u00a00000\u202c"}]}) { contacts { channel value } } }`;
      const contacts = [{ channel: 'PHONE', value: '1380000 0000' }];
      expect((await directory.query(set, admin.as)).data).toEqual({ updatePerson: { contacts } });
      const look = `{ person(id: "${reporter.id}") { contacts { channel value } } }`;
      const seen = async (username: string) =>
        (await directory.query(look, (await directory.signIn(username)).as)).data?.person;
      expect(await seen('reporter')).toEqual({ contacts });
      expect(await seen('dispatcher')).toEqual({ contacts });
      expect(await seen('auditor')).toEqual({ contacts });
      const other = `{ person(id: "${admin.id}") { contacts { value } } }`;
      expect((await directory.query(other, reporter.as)).data).toEqual({ person: { contacts: null } });
    });

    it('are listed by pages, filtered, with a cursor that only fits its list', async () => {
      const page = (args: string) =>
        directory.query(
          `{ people(${args}) { totalCount nodes { username } pageInfo { hasNextPage endCursor } } }`,
          admin.as,
        );
      const first = (await page('first: 2')).data?.people as {
        totalCount: number;
        nodes: { username: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      expect(first.nodes.map(({ username }) => username)).toEqual(['admin', 'auditor']);
      expect(first.pageInfo.hasNextPage).toBe(true);
      const next = (await page(`first: 1, after: "${first.pageInfo.endCursor}"`)).data?.people;
      expect(next).toMatchObject({ totalCount: first.totalCount, nodes: [{ username: 'bot' }] });
      const dispatchers = await page('filter: {side: PROVIDER, text: "ＤＩＳＰ\u200b"}');
      expect(dispatchers.data?.people).toMatchObject({ totalCount: 1, nodes: [{ username: 'dispatcher' }] });
      expect((await page('after: "bm90IG9uZQ"')).errors?.[0]?.extensions).toMatchObject({
        fields: [{ path: 'after' }],
      });
      expect((await page('first: 101')).errors?.[0]?.extensions).toMatchObject({
        fields: [{ path: 'first' }],
      });
    });

    it('are no business of the bot', async () => {
      const bot = await directory.signIn('bot');
      expect(codeOf(await directory.query('{ people { totalCount } }', bot.as))).toBe('FORBIDDEN');
      expect((await directory.query('{ me { username } }', bot.as)).data).toEqual({
        me: { username: 'bot' },
      });
    });

    it('leave no change out of the audit chain', async () => {
      const verdict = await verifyChain(directory.dataSource.manager);
      expect(verdict).toEqual({ ok: true, entries: expect.any(Number) });
      const actions = await directory.dataSource.query<{ action: string }[]>(
        'SELECT DISTINCT action FROM audit_entry',
      );
      expect(actions.map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'seedPeople',
          'login',
          'signNda',
          'revokeNda',
          'requestNda',
          'createPerson',
          'updatePerson',
        ]),
      );
    });
  });

  describe('the duty roster', () => {
    const set = (as: string, personId: string, day: number, more = '') =>
      directory.query(
        `mutation { setDutyShift(input: {personId: "${personId}", startsAt: "2026-07-0${day}T08:00:00+08:00",
         endsAt: "2026-07-0${day}T20:00:00+08:00" ${more}}) { id person { username } } }`,
        as,
      );

    it('is kept by admin and dispatcher, each shift once, and never with somebody who may not work', async () => {
      const dispatcher = await directory.signIn('dispatcher');
      const reporter = await directory.signIn('reporter');
      expect(codeOf(await set(reporter.as, reporter.id, 1))).toBe('FORBIDDEN');
      const made = await set(dispatcher.as, dispatcher.id, 1);
      expect(made.data).toMatchObject({ setDutyShift: { person: { username: 'dispatcher' } } });
      expect(codeOf(await set(dispatcher.as, dispatcher.id, 1))).toBe('BAD_USER_INPUT');
      expect((await set(dispatcher.as, newcomer.id, 2)).errors?.[0]).toMatchObject({
        extensions: { fields: [{ path: 'personId', message: 'has not signed the NDA' }] },
      });
      expect(codeOf(await set(dispatcher.as, reporter.id, 2))).toBe('FORBIDDEN');
      const { id } = made.data!.setDutyShift as { id: string };
      await set(admin.as, admin.id, 1, `shiftId: "${id}"`);
      const roster = await directory.query(
        '{ dutyRoster(from: "2026-07-01T10:00:00+08:00", to: "2026-07-01T11:00:00+08:00") { id person { username } } }',
        dispatcher.as,
      );
      expect(roster.data).toEqual({ dutyRoster: [{ id, person: { username: 'admin' } }] });
      expect(
        (await directory.query(`mutation { removeDutyShift(input: {shiftId: "${id}"}) }`, admin.as)).errors,
      ).toBeUndefined();
    });
  });
}
