import { afterAll, beforeAll, describe } from '@jest/globals';
import { peopleStories } from './people.stories.js';
import { rosterLeaverStories } from './roster-leavers.stories.js';
import { rosterRivalStories } from './roster-rivals.stories.js';
import { RunningDirectory } from './running-directory.js';
import { sessionEndStories } from './session-ends.stories.js';

/** One directory for all of them: no story may count on what another has left, or has not. */
let directory: RunningDirectory;

beforeAll(async () => {
  directory = await RunningDirectory.start();
});

afterAll(() => directory?.stop());

describe('people', () => peopleStories(() => directory));
describe('what ends a sign-in', () => sessionEndStories(() => directory));
describe('leavers', () => rosterLeaverStories(() => directory));
describe('rivals', () => rosterRivalStories(() => directory));
