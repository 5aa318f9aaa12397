import { afterAll, beforeAll, describe } from '@jest/globals';
import { AvailabilityWorld } from './availability.builder.js';
import { availabilityStories } from './availability.stories.js';
import { documentRefusals } from './document-refusals.stories.js';
import { documentStories } from './documents.stories.js';
import { faultLifeStories } from './fault-life.stories.js';

let world: AvailabilityWorld;

beforeAll(async () => {
  world = await AvailabilityWorld.open();
});

afterAll(() => world?.close());

describe('availability', () => availabilityStories(() => world));
describe('the life of a fault', () => faultLifeStories(() => world));
describe('the documents that the contract wants', () => documentStories(() => world));
describe('what is refused of a document', () => documentRefusals(() => world));
