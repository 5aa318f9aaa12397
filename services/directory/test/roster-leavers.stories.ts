import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rowFaults } from '@zhishou/platform/audit/verify-rows';
import { verifyChain } from '@zhishou/platform/audit/verify-chain';
import { codeOf, type RunningDirectory } from './running-directory.js';
import type { SignedIn } from './running-directory.js';

const HOUR_MS = 3_600_000;
const PASSWORD = 'correct horse battery staple 7';

let directory: RunningDirectory;
let admin: SignedIn;
let dispatcher: SignedIn;
/** has a shift that ended, one under way and one to come */
let engineer: string;
let count = 0;

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const ask = async (source: string, variables: Record<string, unknown> = {}, as = admin.as) => {
  const { data, errors } = await directory.query(source, as, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data as Record<string, unknown>;
};

async function hire(): Promise<string> {
  const username = `leaver-${(count += 1)}`;
  const role = 'PROVIDER_ENGINEER';
  const input = { username, displayName: username, role, password: PASSWORD };
  const { createPerson } = await ask(
    'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }',
    { input },
  );
  const { login } = await ask('mutation ($input: LoginInput!) { login(input: $input) { token } }', {
    input: { username, password: PASSWORD },
  });
  const { token } = login as { token: string };
  await ask('mutation { signNda(input: {}) { id } }', {}, `Bearer ${token}`);
  return (createPerson as { id: string }).id;
}

const SET = 'mutation ($input: SetDutyShiftInput!) { setDutyShift(input: $input) { id } }';
const set = (personId: string, from: number, to: number) =>
  ask(SET, { input: { personId, startsAt: inHours(from), endsAt: inHours(to) } });

interface Gap {
  person: { id: string };
  startsAt: string;
  endsAt: string;
  why: string;
  closedAt: string | null;
}

async function look(personId: string) {
  const span = `(from: "${inHours(-48)}", to: "${inHours(48)}")`;
  const data = await ask(
    `{ dutyRoster${span} { startsAt endsAt person { id } }
       dutyGaps${span} { startsAt endsAt why closedAt person { id } } }`,
    {},
    dispatcher.as,
  );
  const { dutyRoster, dutyGaps } = data as unknown as { dutyRoster: Gap[]; dutyGaps: Gap[] };
  const mine = <T extends { person: { id: string } }>(rows: T[]) =>
    rows.filter(({ person }) => person.id === personId);
  return { shifts: mine(dutyRoster), gaps: mine(dutyGaps) };
}

const told = (type: string, personId: string) =>
  directory.dataSource.query<{ data: Record<string, unknown> }[]>(
    `SELECT event -> 'data' AS data FROM outbox
     WHERE event ->> 'type' = $1 AND event -> 'data' ->> 'personId' = $2 ORDER BY outbox.id`,
    [type, personId],
  );

const UPDATE = 'mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { id } }';
const REVOKE = 'mutation ($input: RevokeNdaInput!) { revokeNda(input: $input) { id } }';

/** What becomes of the duties of whoever leaves. */
export function rosterLeaverStories(open: () => RunningDirectory): void {
  beforeAll(async () => {
    directory = open();
    admin = await directory.signIn('admin');
    dispatcher = await directory.signIn('dispatcher');
  });

  beforeEach(async () => {
    engineer = await hire();
    await set(engineer, -20, -10);
    await set(engineer, -1, 5);
    await set(engineer, 10, 20);
  });

  describe('whoever may be on duty no longer', () => {
    it.each<[string, string, () => Promise<unknown>]>([
      ['is deactivated', 'DEACTIVATED', () => ask(UPDATE, { input: { personId: engineer, active: false } })],
      [
        'changes to a role that is not on duty',
        'ROLE_CHANGED',
        () => ask(UPDATE, { input: { personId: engineer, role: 'BUREAU_REPORTER' } }),
      ],
      ['loses the NDA', 'NDA_MISSING', () => ask(REVOKE, { input: { personId: engineer, reason: '离场' } })],
    ])('leaves the shifts to come and the rest of the one under way: who %s', async (_, why, leave) => {
      const before = await look(engineer);
      expect([before.shifts.length, before.gaps.length]).toEqual([3, 0]);
      await leave();
      const { shifts, gaps } = await look(engineer);
      expect(shifts.map(({ startsAt }) => startsAt)).toEqual(
        before.shifts.slice(0, 2).map((s) => s.startsAt),
      );
      const leftAt = shifts[1]!.endsAt;
      expect(Date.parse(leftAt)).toBeLessThanOrEqual(Date.now());
      expect(gaps).toMatchObject([
        { startsAt: leftAt, endsAt: before.shifts[1]!.endsAt, why, closedAt: null },
        { startsAt: before.shifts[2]!.startsAt, endsAt: before.shifts[2]!.endsAt, why, closedAt: null },
      ]);
      expect((await told('duty.gap-opened', engineer)).map(({ data }) => data)).toMatchObject(
        gaps.map(({ startsAt, endsAt }) => ({ startsAt, endsAt, why, side: expect.any(String) })),
      );
      const entries = await directory.dataSource.query<unknown[]>(
        `SELECT FROM audit_entry WHERE action = 'leaveRoster' AND before ->> 'personId' = $1`,
        [engineer],
      );
      expect(entries).toHaveLength(2);
      expect(await verifyChain(directory.dataSource.manager)).toMatchObject({ ok: true });
    });

    it('takes no shift any more', async () => {
      await ask(UPDATE, { input: { personId: engineer, role: 'BUREAU_REPORTER' } });
      const input = { personId: engineer, startsAt: inHours(30), endsAt: inHours(31) };
      const { errors } = await directory.query(SET, admin.as, { input });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'personId' }],
      });
    });

    it('stays where the change leaves the right: a new name, or another role that is on duty', async () => {
      const change = { displayName: '改名', role: 'PROVIDER_DISPATCHER' };
      await ask(UPDATE, { input: { personId: engineer, ...change } });
      const { shifts, gaps } = await look(engineer);
      expect([shifts.length, gaps.length]).toEqual([3, 0]);
    });
  });

  describe('a gap', () => {
    it('is closed, and told so, by one shift that covers it whole', async () => {
      // at a time that none of the gaps of other tests has
      await set(engineer, 40, 44);
      await ask(UPDATE, { input: { personId: engineer, active: false } });
      const [second, third] = [await hire(), await hire()];
      await set(second, 41, 44);
      expect((await look(engineer)).gaps.map(({ closedAt }) => closedAt)).toEqual([null, null, null]);
      await set(third, 39, 45);
      const { gaps } = await look(engineer);
      expect(gaps.map(({ closedAt }) => closedAt !== null)).toEqual([false, false, true]);
      expect((await told('duty.gap-closed', engineer)).map(({ data }) => data.startsAt)).toEqual([
        gaps[2]!.startsAt,
      ]);
      expect(await rowFaults(directory.dataSource.manager, 'directory')).toEqual([]);
    });

    it('is seen by who may read the roster alone', async () => {
      const bot = await directory.signIn('bot');
      const source = `{ dutyGaps(from: "${inHours(0)}", to: "${inHours(1)}") { id } }`;
      expect(codeOf(await directory.query(source, bot.as))).toBe('FORBIDDEN');
    });
  });
}
