import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SigningKeyService } from '../src/key/signing-key.service.js';
import { basic, type MachineWorld } from './machine.builder.js';
import type { Credentials } from './machine.builder.js';

/** More than the pool has connections. */
const MANY = 24;

let world: MachineWorld;
let client: Credentials;
let refreshTokens: string[];

const REFRESH = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { token } }';

/** How many get their tokens signed at once. */
export function signingKeyPoolStories(open: () => MachineWorld): void {
  beforeAll(async () => {
    world = open();
    client = await world.registered();
    const people = await Promise.all(Array.from({ length: MANY }, () => world.directory.signIn('auditor')));
    refreshTokens = people.map(({ refreshToken }) => refreshToken);
  });

  // nobody knows the key that signs, as after a minute
  beforeEach(() => {
    const keys = world.directory.keys as unknown as { cached?: object };
    expect(keys).toBeInstanceOf(SigningKeyService);
    expect(keys.cached).toBeDefined();
    keys.cached = undefined;
  });

  describe('more at once than there are connections, when the signing key has to be looked up', () => {
    it('all sign in', async () => {
      const answers = await Promise.all(Array.from({ length: MANY }, () => world.directory.login('auditor')));
      expect(answers.filter(({ errors }) => errors)).toEqual([]);
    });

    it('all refresh', async () => {
      const answers = await Promise.all(
        refreshTokens.map((refreshToken) =>
          world.directory.query(REFRESH, undefined, { input: { refreshToken } }),
        ),
      );
      expect(answers.filter(({ errors }) => errors)).toEqual([]);
    });

    it('all get tokens for programs', async () => {
      const form = { grant_type: 'client_credentials' };
      const answers = await Promise.all(Array.from({ length: MANY }, () => world.post(form, basic(client))));
      expect(answers.map(({ status }) => status)).toEqual(Array(MANY).fill(200));
    });
  });
}
