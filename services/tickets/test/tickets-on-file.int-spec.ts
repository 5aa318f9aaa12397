import { afterAll, beforeAll, describe } from '@jest/globals';
import { allowedActionsStories } from './allowed-actions.stories.js';
import { auditStories } from './audit.stories.js';
import { correctionStories } from './corrections.stories.js';
import { escalationAnswerStories } from './escalation-answers.stories.js';
import { pictureStories } from './pictures.stories.js';
import { readingStories } from './reading.stories.js';
import { searchStories } from './search.stories.js';
import { sparePartStories } from './spare-parts.stories.js';
import { TicketsWorld } from './tickets.world.js';

/** One world for all of them, without a worker: no story may count on what another has left, or has not. */
let world: TicketsWorld;

beforeAll(async () => {
  world = await TicketsWorld.open();
});

afterAll(() => world?.close());

describe('the audit log', () => auditStories(() => world));
describe('reading', () => readingStories(() => world));
describe('search', () => searchStories(() => world));
describe('allowed actions', () => allowedActionsStories(() => world));
describe('corrections', () => correctionStories(() => world));
describe('escalations', () => escalationAnswerStories(() => world));
describe('spare parts', () => sparePartStories(() => world));
describe('pictures', () => pictureStories(() => world));
