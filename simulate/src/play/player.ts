import { type Act, inOrder, MINUTE } from '../script/act.js';
import { addDays, dayOf, dayStart } from '@zhishou/rules/month';
import type { World } from '../world/world.js';
import { Names } from './names.js';
import { PREPARED } from './prepared.js';

/** When the schedules of a day are done, after its midnight. */
const TICK_MS = 2 * MINUTE;

const tickAfter = (instant: number): number => {
  const today = dayStart(dayOf(instant)) + TICK_MS;
  return today > instant ? today : dayStart(addDays(dayOf(instant), 1)) + TICK_MS;
};

interface Playing {
  acts: readonly Act[];
  /** what lies after it is not played, ms */
  until: number;
  /** told of every act that is to be taken */
  onAct?: () => void;
  /** told of every day that begins */
  onDay?: (day: string) => void;
}

/** Plays a script on the world: in the order of time, each act by whoever plays the part. */
export async function play(world: World, { acts, until, onAct, onDay }: Playing): Promise<void> {
  const names = new Names(world.client, (part) => world.person(part).id);
  await world.tick();
  let tick = tickAfter(world.now);
  const passTo = async (instant: number): Promise<void> => {
    for (; tick <= instant; tick = tickAfter(tick)) {
      onDay?.(dayOf(tick));
      await world.passTo(tick);
      await world.tick();
    }
    await world.passTo(instant);
  };
  for (const act of inOrder(acts)) {
    if (act.at > until) break;
    await passTo(act.at);
    onAct?.();
    await take(world, names, act);
  }
  await passTo(until);
}

async function take(world: World, names: Names, act: Act): Promise<void> {
  try {
    const named = (await names.resolve(act.input)) as Record<string, unknown>;
    const prepare = PREPARED[act.ask];
    const input = prepare ? await prepare(world, named) : named;
    if (input === null) return;
    const made = await world.ask<{ id?: string }>(act.ask, act.who, input);
    if (act.as !== undefined && made.id !== undefined) names.give(act.as, made.id);
  } catch (error) {
    const what = `${new Date(act.at).toISOString()} ${act.who} ${act.ask} ${JSON.stringify(act.input)}`;
    throw new Error(
      `${what}: ${(error as Error).message} ${JSON.stringify((error as { extensions?: unknown }).extensions ?? '')}`,
      {
        cause: error,
      },
    );
  }
}
