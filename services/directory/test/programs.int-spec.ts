import { afterAll, beforeAll, describe } from '@jest/globals';
import { auditRowStories } from './audit-rows.stories.js';
import { MachineWorld } from './machine.builder.js';
import { machineStories } from './machine.stories.js';
import { signingKeyPoolStories } from './signing-key-pool.stories.js';
import { tokenEndpointStories } from './token-endpoint.stories.js';

/** One directory for all of them: no story may count on what another has left, or has not. */
let world: MachineWorld;

beforeAll(async () => {
  world = await MachineWorld.start();
});

afterAll(() => world?.stop());

describe('accounts of programs', () => machineStories(() => world));
describe('tokens of programs', () => tokenEndpointStories(() => world));
describe('many tokens at once', () => signingKeyPoolStories(() => world));
describe('what the audit log says', () => auditRowStories(() => world));
