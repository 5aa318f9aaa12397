import { describe, expect, it } from '@jest/globals';
import { readSettings } from './gateway.settings.js';

const urls = {
  DIRECTORY_URL: 'http://d/graphql',
  TICKETS_URL: 'http://t/graphql',
  INSPECTIONS_URL: 'http://i/graphql',
  SCORING_URL: 'http://s/graphql',
  JWKS_URL: 'http://d/.well-known/jwks.json',
};

describe('the gateway’s settings', () => {
  it('have defaults for all but addresses', () => {
    expect(readSettings(urls)).toMatchObject({
      issuer: 'zhishou',
      graphiql: false,
      trustedProxies: [],
      limits: { depth: 12, aliases: 30 },
    });
  });

  it('let the schema be read in development only, unless told otherwise', () => {
    const introspection = (more: Record<string, string>) => readSettings({ ...urls, ...more }).introspection;
    expect(introspection({})).toBe(false);
    expect(introspection({ NODE_ENV: 'production' })).toBe(false);
    expect(introspection({ NODE_ENV: 'development' })).toBe(true);
    expect(introspection({ GRAPHIQL: 'true' })).toBe(true);
    expect(introspection({ GRAPHIQL: 'true', INTROSPECTION: 'false' })).toBe(false);
    expect(introspection({ INTROSPECTION: 'true' })).toBe(true);
  });

  it('name everything that is missing or wrong at once', () => {
    expect(() => readSettings({ ...urls, TICKETS_URL: undefined, LIMIT_DEPTH: 'deep' })).toThrow(
      /TICKETS_URL[^]*LIMIT_DEPTH/,
    );
  });
});
