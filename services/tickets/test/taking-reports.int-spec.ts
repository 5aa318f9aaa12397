import { afterAll, beforeAll, describe } from '@jest/globals';
import { intakeStories } from './intake.stories.js';
import { likelyRepeatStories } from './likely-repeats.stories.js';
import { repeatFaultStories } from './repeat-faults.stories.js';
import { TicketsWorld } from './tickets.world.js';
import { writtenOtherwiseStories } from './written-otherwise.stories.js';

/** One world for all of them, without a worker: no story may count on what another has left, or has not. */
let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
});

afterAll(() => world?.close());

describe('intake', () => intakeStories(() => world));
describe('likely repeats', () => likelyRepeatStories(() => world));
describe('repeats', () => repeatFaultStories(() => world));
describe('what is written otherwise', () => writtenOtherwiseStories(() => world));
