import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@zhishou/testkit/eventually';
import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { codeOf, type RunningDirectory } from './running-directory.js';
import type { SignedIn } from './running-directory.js';

let directory: RunningDirectory;
let admin: SignedIn;
let people: SignedIn[];
/** the last that has shifts: far beyond those of other stories */
let day = 100;

const set = (personId: string, on: number, shiftId?: string) => {
  const startsAt = new Date(Date.now() + on * 86_400_000);
  const input = { personId, shiftId, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
  return directory.query(
    'mutation ($input: SetDutyShiftInput!) { setDutyShift(input: $input) { id person { id } } }',
    admin.as,
    { input },
  );
};

const remove = (shiftId: string) =>
  directory.query(`mutation { removeDutyShift(input: {shiftId: "${shiftId}"}) }`, admin.as);

const idOf = ({ data }: GraphqlAnswer) => (data!.setDutyShift as { id: string }).id;

const shiftOf = async (id: string) => {
  const [row] = await directory.dataSource.query<{ person_id: string }[]>(
    'SELECT person_id FROM duty_shift WHERE id = $1',
    [id],
  );
  return row?.person_id;
};

/** Lets none of them get any further than to the people's rows, until all are there. */
async function abreast(calls: (() => Promise<GraphqlAnswer>)[]): Promise<GraphqlAnswer[]> {
  const holder = directory.dataSource.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('SELECT FROM person FOR UPDATE');
    const answers = Promise.all(calls.map((call) => call()));
    await eventually(async () => {
      const [row] = await directory.dataSource.query<{ waiting: number }[]>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return row?.waiting === calls.length;
    });
    await holder.rollbackTransaction();
    return await answers;
  } finally {
    await holder.release();
  }
}

/** What becomes of a roster that several change at once. */
export function rosterRivalStories(open: () => RunningDirectory): void {
  beforeAll(async () => {
    directory = open();
    admin = await directory.signIn('admin');
    people = [await directory.signIn('dispatcher'), await directory.signIn('engineer')];
  });

  describe('two who change the roster at once', () => {
    it('may swap two people', async () => {
      const [first, second] = people.map(({ id }) => id) as [string, string];
      for (let round = 0; round < 5; round += 1) {
        const shifts = [idOf(await set(first, (day += 1))), idOf(await set(second, (day += 1)))] as const;
        const answers = await abreast([
          () => set(second, day - 1, shifts[0]),
          () => set(first, day, shifts[1]),
        ]);
        expect(answers.map(codeOf)).toEqual([undefined, undefined]);
        expect(await Promise.all(shifts.map(shiftOf))).toEqual([second, first]);
      }
    });

    it('do not bring back a shift that was removed', async () => {
      const [first, second] = people.map(({ id }) => id) as [string, string];
      for (const heir of [first, second, first, second]) {
        const id = idOf(await set(first, (day += 1)));
        const on = day;
        const [changed, removed] = await abreast([() => set(heir, on, id), () => remove(id)]);
        const outcomes = [codeOf(changed!), codeOf(removed!)];
        expect(outcomes.filter((code) => code === undefined)).not.toHaveLength(0);
        for (const code of outcomes) expect([undefined, 'NOT_FOUND', 'CONFLICT']).toContain(code);
        expect(await shiftOf(id)).toBe(codeOf(removed!) === undefined ? undefined : heir);
      }
    });

    it('tell a repeat what was answered before, though the shift is gone', async () => {
      const input = (key: string, more: string) => `{${more}, idempotencyKey: "${key}"}`;
      day += 1;
      const startsAt = new Date(Date.now() + day * 86_400_000);
      const shift = `personId: "${people[0]!.id}", startsAt: "${startsAt.toISOString()}",
      endsAt: "${new Date(startsAt.getTime() + 1).toISOString()}"`;
      const call = `mutation { setDutyShift(input: ${input('k', shift)}) { id startsAt person { id } } }`;
      const made = await directory.query(call, admin.as);
      await remove(idOf(made));
      expect(await directory.query(call, admin.as)).toEqual(made);
    });
  });
}
