import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPOSITORY } from '@zhishou/local/root/repository';
import { differentFrom, type Input, placeOf, TAKEN, type Wrong, wrongsOf } from './bad-input.builder.js';
import { BusinessRows } from './business-rows.builder.js';
import { inLanes } from './lanes.builder.js';
import { documentOf, inputTypeOf, isTicketStep, MUTATIONS, takes } from './mutations.builder.js';
import type { Entry } from './mutation-entry.builder.js';
import { tableOf } from './mutations.table.builder.js';
import { CALLERS, type Office, openOffice, type Post } from './office.builder.js';
import { READY } from './situation.builder.js';
import { NESTED_TEXTS, QUERY_TEXTS, textsOf } from './text-input.builder.js';
import { buildWorld, type World } from './world.builder.js';
import type { GraphqlError, User } from './zhishou.builder.js';

const STEPS = MUTATIONS.filter(isTicketStep);
const ON_TICKETS = MUTATIONS.filter((name) => takes(name, 'ticketId'));
const TWICE_IS_WRONG = ['requestNda', 'revokeNda', 'endMachineAccount', 'acknowledgeEscalation'];

interface Standing {
  id: string;
  state: string;
  allowed: string[];
}
const STANDING = 'query ($id: ID) { ticket(id: $id) { id state allowed: allowedActions } }';

const REFUSALS: Partial<Record<Post, string>> = {
  nobody: 'UNAUTHENTICATED',
  newcomer: 'NDA_REQUIRED',
};

/** Names the place; a list may be named for one of its items. */
const isNamed = (error: GraphqlError | undefined, path: string): boolean =>
  error?.extensions.code === 'BAD_USER_INPUT' &&
  (error.extensions.fields ?? []).some(
    (field) => field.path === path || field.path === path.replace(/\.\d+$/, ''),
  );

describe('bad input', () => {
  let office: Office;
  let world: World;
  let table: Record<string, Entry>;
  let rows: BusinessRows;

  beforeAll(async () => {
    rows = await BusinessRows.open();
    office = await openOffice();
    world = await buildWorld(office);
    table = tableOf(office, world);
  }, 120_000);

  afterAll(() => rows.close());

  const entryOf = (name: string): Entry => {
    const entry = table[name];
    if (!entry) throw new Error(`the table says nothing of ${name}`);
    return entry;
  };

  /** Asks for each of these and collects what is not answered as it should be; nothing may change meanwhile. */
  const expectRefused = async <T>(asked: readonly T[], wrongOf: (one: T) => Promise<object | undefined>) => {
    const ids = [...Object.values(office.people).flatMap(({ id }) => id || []), ...world.ids];
    const before = await rows.naming(ids);
    const found: object[] = [];
    await inLanes(asked, async (one) => {
      const wrong = await wrongOf(one);
      if (wrong) found.push(wrong);
    });
    expect(found).toEqual([]);
    expect(await rows.naming(ids)).toEqual(before);
  };

  /** Whoever may ask for it in the same right: one person's mutations are counted, and the bureau has many. */
  const oneOf = ({ by, may }: Entry, turn: number): User => {
    const bureau = (['supervisor', 'deputy', 'admin'] as const).filter((post) =>
      may.includes(post === 'deputy' ? 'supervisor' : post),
    );
    return office.people[by === 'supervisor' ? bureau[turn % bureau.length]! : by];
  };

  /** How the ticket in each situation stands, and what this person may do with it now. */
  const standing = async (user: User): Promise<Standing[]> =>
    Promise.all(
      world.situations.map(async (id) => {
        const { ticket } = await user.ask<{ ticket: Standing }>(STANDING, { id });
        return ticket;
      }),
    );

  const errorOf = async (user: User, name: string, input: unknown) =>
    (await user.answer(documentOf(name), { input })).errors?.[0];

  it('is known of every mutation of the composed graph', () => {
    expect(Object.keys(table).sort()).toEqual([...MUTATIONS].sort());
    expect(Object.keys(READY).sort()).toEqual([...STEPS].sort());
  });

  it('has exceptions only where there is something to except', () => {
    const places = MUTATIONS.flatMap((name) =>
      wrongsOf(inputTypeOf(name), entryOf(name).input).map((wrong) => placeOf(name, wrong)),
    );
    expect(Object.keys(TAKEN).filter((place) => !places.includes(place))).toEqual([]);
  });

  it.each(STEPS)('%s at the wrong time is a conflict that says what may be done now', async (name) => {
    const { by, input } = entryOf(name);
    const user = office.people[by];
    const wrong = (await standing(user)).filter(({ allowed }) => !allowed.includes(name));
    expect(wrong.length).toBeGreaterThan(0);
    // one, of all kinds over the steps: every state with every step is the table of the rules' own tests
    const one = wrong.slice(STEPS.indexOf(name) % wrong.length).slice(0, 1);
    await expectRefused(one, async ({ id: ticketId, state, allowed }) => {
      const error = await errorOf(user, name, { ...input, ticketId });
      const { code, ...now } = error?.extensions ?? {};
      const isRight = code === 'CONFLICT' && JSON.stringify(now) === JSON.stringify({ state, allowed });
      return isRight ? undefined : { state, allowed, error };
    });
  });

  it.each(ON_TICKETS)('%s on somebody else’s ticket finds none, or is theirs alone', async (name) => {
    const { may, input } = entryOf(name);
    const strangers = (['reporter', 'engineer'] as const).filter((post) => may.includes(post));
    await expectRefused(strangers, async (post) => {
      const error = await errorOf(world.strangers[post], name, input);
      return /^(NOT_FOUND|FORBIDDEN)$/.test(error?.extensions.code ?? '') ? undefined : { post, error };
    });
  });

  it('is found in every text by the one way that text takes', async () => {
    expect(NESTED_TEXTS).toEqual([]);
    const { people } = office;
    const ofMutations = MUTATIONS.flatMap((name) => {
      const entry = entryOf(name);
      return textsOf(inputTypeOf(name), entry.input, name).map((place, turn) => ({
        ...place,
        ask: () => oneOf(entry, turn).answer(documentOf(name), { input: place.value }),
      }));
    });
    const ofQueries = QUERY_TEXTS.map((place) => ({
      ...place,
      // who may ask either of these may ask whatever takes a text
      ask: () =>
        people[/^AuditFilter/.test(place.name) ? 'auditor' : 'supervisor'].answer(place.document, {
          text: place.value,
        }),
    }));
    expect(ofMutations.length).toBeGreaterThan(50);
    expect(ofQueries.length).toBeGreaterThan(10);
    await expectRefused([...ofMutations, ...ofQueries], async ({ name, path, ask }) => {
      const [error] = (await ask()).errors ?? [];
      const last = path
        .split('.')
        .filter((part) => !/^\d+$/.test(part))
        .at(-1)!;
      const isRight = error?.extensions.fields?.some(
        (field) => field.message === 'contains control characters' && field.path.includes(last),
      );
      return isRight ? undefined : { name, path, error };
    });
  });

  describe.each(MUTATIONS)('%s', (name) => {
    it('is refused to who may not', async () => {
      const { may, input } = entryOf(name);
      const others = CALLERS.filter((post) => !may.includes(post));
      await expectRefused(others, async (post) => {
        const error = await errorOf(office.people[post], name, input);
        return error?.extensions.code === (REFUSALS[post] ?? 'FORBIDDEN') ? undefined : { post, error };
      });
    });

    it('names each field that is wrong and changes nothing', async () => {
      const entry = entryOf(name);
      const { input, unfit = [], refusedWith } = entry;
      const wrongs: Wrong[] = [
        ...wrongsOf(inputTypeOf(name), input),
        ...unfit.map(([more, path]) => ({
          what: JSON.stringify(more),
          path: [path],
          value: { ...input, ...more },
        })),
      ];
      const unexpected = wrongs
        .filter((wrong) => !(placeOf(name, wrong) in TAKEN))
        .map((wrong, turn) => ({ ...wrong, user: oneOf(entry, turn) }));
      await expectRefused(unexpected, async ({ what, path, value, isUnknownId, user }) => {
        const error = await errorOf(user, name, value);
        const place = path.join('.') || 'input';
        const isNobodys = isUnknownId && ['NOT_FOUND', refusedWith].includes(error?.extensions.code);
        return isNobodys || isNamed(error, place) ? undefined : { place, what, error };
      });
    });

    it('is done once for a key, which is good for nothing else', async () => {
      const { by, input, another, refusedWith } = entryOf(name);
      const user = office.people[by];
      if (refusedWith) {
        expect((await errorOf(user, name, input))?.extensions.code).toBe(refusedWith);
        return;
      }
      const isKeyed = takes(name, 'idempotencyKey');
      const key = isKeyed ? { idempotencyKey: randomUUID() } : {};
      const once: Input = { ...input, ...key };
      const done = await user.ask<object>(documentOf(name), { input: once });
      if (!isKeyed) return;
      await expectRefused([another ?? differentFrom(inputTypeOf(name), input)], async (other) => {
        expect(await user.ask(documentOf(name), { input: once })).toEqual(done);
        const error = await errorOf(user, name, { ...other, ...key });
        return isNamed(error, 'idempotencyKey') ? undefined : { other, error };
      });
    });
  });

  it.each(TWICE_IS_WRONG)('%s done before is a conflict', async (name) => {
    const { by, input } = entryOf(name);
    const { extensions } = await office.people[by].refusal(documentOf(name), { input });
    expect(extensions).toMatchObject({
      code: 'CONFLICT',
      state: expect.any(String),
      allowed: expect.any(Array),
    });
  });

  it('leaves rows of which all are as the audit says', async () => {
    const verify = ['infra/run.mjs', 'verify', 'audit', '--rows', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, verify, { cwd: REPOSITORY }).catch(
      (error: { stdout: string }) => error,
    );
    const verdicts = JSON.parse(stdout) as { ok: boolean; entries: number }[];
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(verdicts.some(({ entries }) => entries > 0)).toBe(true);
  });
});
