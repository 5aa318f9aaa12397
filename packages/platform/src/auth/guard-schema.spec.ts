import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import type { GraphQLFieldConfigMap } from 'graphql';
import { forbidden } from '../errors.js';
import type { AccessContext } from './admission.js';
import type { Caller, Role } from './caller.js';
import { sideOf } from './caller.js';
import { guardSchema, rulesOf } from './guard-schema.js';
import { READERS } from './roles.js';
import type { Rule } from './rule.js';

const readers: Rule = { kind: 'ROLES', roles: READERS };
const field = (access?: Rule) => ({
  type: GraphQLString,
  resolve: () => 'seen',
  extensions: access ? { access } : {},
});
const schemaOf = (fields: GraphQLFieldConfigMap<unknown, unknown>, access?: Rule) =>
  new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields, extensions: access ? { access } : {} }),
  });

function contextOf(
  role?: Role,
  changes: Partial<Caller> = {},
  active = true,
  sessionOver = false,
): AccessContext & { asked: number; noted: string[] } {
  const caller: Caller | undefined = role && {
    personId: 'psn_1',
    name: 'x',
    role,
    side: sideOf(role),
    ndaSigned: true,
    sessionId: 'ses_1',
    sessionEpoch: 0,
    tokenIssuedAt: Date.now(),
    tokenExpiresAt: Date.now() + 60_000,
    ...changes,
  };
  const context = {
    caller,
    asked: 0,
    noted: [] as string[],
    noteRefusal: (asked: string, code: string) =>
      Promise.resolve(void context.noted.push(`${code} ${asked}`)),
    standingOf: ({ ndaSigned, role: current }: Caller) => {
      context.asked += 1;
      return Promise.resolve({ active, ndaSigned, role: current, sessionOver });
    },
  };
  return context;
}

/** Entities as a subgraph has them, everything of them open to readers. */
function equipment(): GraphQLSchema {
  const typeDefs = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Query { asset: Asset }
    type Asset @key(fields: "id") { id: ID! vendor: String tickets: [Ticket!] secret: Secret }
    type Ticket @key(fields: "id") { id: ID! callerPhone: String }
    type Secret { it: String }`);
  const ticket = { __typename: 'Ticket', id: '1', callerPhone: '13800000000' };
  const asset = { id: '1', vendor: 'x', tickets: [ticket], secret: { it: 'x' } };
  const resolvers = { Query: { asset: () => asset }, Ticket: { __resolveReference: () => ticket } };
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  for (const name of ['Query', 'Asset', 'Ticket', 'Secret'])
    Object.assign(schema.getType(name)!.extensions, { access: readers });
  return schema;
}

async function codeOf(
  schema: GraphQLSchema,
  contextValue: AccessContext,
  source = '{ it }',
): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source, contextValue });
  return errors?.[0]?.extensions.code ?? data?.it;
}

describe('a guarded schema', () => {
  it('cannot be made while a field has no rule, and says which', () => {
    const schema = schemaOf({ open: field({ kind: 'PUBLIC' }), forgotten: field() });
    expect(() => guardSchema(schema)).toThrow(/without an access rule.*: Query\.forgotten$/);
  });

  it('takes the rule of the type where the field has none', () => {
    const schema = schemaOf({ it: field(), open: field({ kind: 'PUBLIC' }) }, readers);
    expect(rulesOf(schema)).toEqual([
      { type: 'Query', field: 'it', rule: readers },
      { type: 'Query', field: 'open', rule: { kind: 'PUBLIC' } },
    ]);
  });

  it('lets only those pass whom the rule names', async () => {
    const schema = guardSchema(schemaOf({ it: field(readers) }));
    expect(await codeOf(schema, contextOf())).toBe('UNAUTHENTICATED');
    expect(await codeOf(schema, contextOf('BOT'))).toBe('FORBIDDEN');
    expect(await codeOf(schema, contextOf('PROVIDER_ENGINEER', { ndaSigned: false }))).toBe('NDA_REQUIRED');
    expect(await codeOf(schema, contextOf('PROVIDER_ENGINEER'))).toBe('seen');
    expect(await codeOf(schema, contextOf('BUREAU_ADMIN', { ndaSigned: false }))).toBe('seen');
    expect(await codeOf(schema, contextOf('BUREAU_ADMIN', {}, false))).toBe('UNAUTHENTICATED');
    expect(await codeOf(schema, contextOf('BUREAU_ADMIN', {}, true, true))).toBe('UNAUTHENTICATED');
    expect(await codeOf(schema, contextOf('BUREAU_ADMIN', { tokenExpiresAt: Date.now() - 1 }))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('says NDA_REQUIRED to who has not signed it, also of what their role may not do', async () => {
    const schema = guardSchema(schemaOf({ it: field({ kind: 'ROLES', roles: ['BUREAU_ADMIN'] }) }));
    expect(await codeOf(schema, contextOf('PROVIDER_ENGINEER', { ndaSigned: false }))).toBe('NDA_REQUIRED');
    expect(await codeOf(schema, contextOf('PROVIDER_ENGINEER'))).toBe('FORBIDDEN');
  });

  it('opens what leads to the NDA to those who have not signed it, and to nobody unknown', async () => {
    const schema = guardSchema(schemaOf({ it: field({ kind: 'SIGNED_IN' }) }));
    expect(await codeOf(schema, contextOf('PROVIDER_ENGINEER', { ndaSigned: false }))).toBe('seen');
    expect(await codeOf(schema, contextOf())).toBe('UNAUTHENTICATED');
  });

  it('opens to who has still to set up a second factor what leads to it, before the NDA and the role', async () => {
    const rules: Rule[] = [readers, { kind: 'SIGNED_IN' }, { kind: 'ENROLLING' }, { kind: 'PUBLIC' }];
    const codes = async (changes: Partial<Caller>) => {
      const asked = rules.map((rule) =>
        codeOf(guardSchema(schemaOf({ it: field(rule) })), contextOf('PROVIDER_ENGINEER', changes)),
      );
      return Promise.all(asked);
    };
    const shut = ['TOTP_REQUIRED', 'TOTP_REQUIRED', 'seen', 'seen'];
    expect(await codes({ mustEnrol: true })).toEqual(shut);
    expect(await codes({ mustEnrol: true, ndaSigned: false })).toEqual(shut);
    expect(await codes({ mustEnrol: false })).toEqual(['seen', 'seen', 'seen', 'seen']);
    const enrolling = guardSchema(schemaOf({ it: field({ kind: 'ENROLLING' }) }));
    expect(await codeOf(enrolling, contextOf())).toBe('UNAUTHENTICATED');
    expect(await codeOf(enrolling, contextOf('BOT', {}, true, true))).toBe('UNAUTHENTICATED');
  });

  it('asks how the caller stands once a request', async () => {
    const schema = guardSchema(schemaOf({ it: field(readers), b: field(readers) }));
    const context = contextOf('AUDITOR');
    await graphql({ schema, source: '{ it }', contextValue: context });
    await graphql({ schema, source: '{ it b }', contextValue: context });
    expect(context.asked).toBe(1);
  });

  it('opens to a program what its scopes name, within its role, and nothing else at the root', async () => {
    const nested = new GraphQLObjectType({ name: 'Ticket', fields: { it: field(readers) } });
    const schema = guardSchema(
      schemaOf({
        ticket: { ...field(readers), type: nested, resolve: () => ({}) },
        escalations: field({ kind: 'ROLES', roles: [...READERS, 'BOT'] }),
        me: field({ kind: 'SIGNED_IN' }),
        login: field({ kind: 'PUBLIC' }),
      }),
    );
    const ask = async (context: AccessContext, source: string) => {
      const { errors } = await graphql({ schema, source, contextValue: context });
      return errors?.[0]?.message ?? 'seen';
    };
    const auditor = contextOf('AUDITOR', { scopes: ['tickets:read'] });
    expect(await ask(auditor, '{ ticket { it } }')).toBe('seen');
    expect(await ask(auditor, '{ escalations }')).toBe('This token lacks the scope escalations:read');
    expect(await ask(auditor, '{ me }')).toBe('No scope opens Query.me to a machine account');
    expect(await ask(auditor, '{ login }')).toBe('No scope opens Query.login to a machine account');
    expect(auditor.noted).toEqual([
      'FORBIDDEN Query.escalations',
      'FORBIDDEN Query.me',
      'FORBIDDEN Query.login',
    ]);
    const bot = contextOf('BOT', { scopes: ['tickets:read'] });
    expect(await ask(bot, '{ ticket { it } }')).toBe('Your role may not do this');
    expect(await ask(contextOf('AUDITOR', { scopes: [] }), '{ ticket { it } }')).toBe(
      'This token lacks the scope tickets:read',
    );
    for (const source of ['{ ticket { it } }', '{ escalations }', '{ me }', '{ login }'])
      expect(await ask(contextOf('AUDITOR'), source)).toBe('seen');
  });

  it.each([
    ['nested', '{ asset { vendor tickets { id callerPhone } } }'],
    [
      'as an entity',
      '{ _entities(representations: [{__typename: "Ticket", id: "1"}]) { ... on Ticket { id callerPhone } } }',
    ],
  ])('closes to a program what its scopes do not name, %s', async (_how, source) => {
    const schema = guardSchema(equipment());
    const ask = async (scopes: string[]) => {
      const { data, errors } = await graphql({
        schema,
        source,
        contextValue: contextOf('AUDITOR', { scopes }),
      });
      return { seen: JSON.stringify(data), errors: errors?.map(({ message }) => message) };
    };
    const narrow = await ask(['assets:read']);
    expect(narrow.seen).not.toContain('13800000000');
    expect(narrow.errors?.[0]).toMatch(/^No scope of this token opens (Asset\.tickets|Ticket\.callerPhone)$/);
    const wide = await ask(['assets:read', 'tickets:read']);
    expect(wide.errors).toBeUndefined();
    expect(wide.seen).toContain('13800000000');
  });

  it('closes to a program what no scope names', async () => {
    const contextValue = contextOf('AUDITOR', { scopes: ['assets:read', 'tickets:read'] });
    const source = '{ asset { secret { it } } }';
    const { errors } = await graphql({ schema: guardSchema(equipment()), source, contextValue });
    expect(errors?.[0]?.message).toBe('No scope of this token opens Asset.secret');
  });

  it('notes each right it refuses and no other refusal', async () => {
    const schema = guardSchema(schemaOf({ it: field(readers) }));
    const contexts = [
      contextOf(),
      contextOf('BOT'),
      contextOf('PROVIDER_ENGINEER', { ndaSigned: false }),
      contextOf('AUDITOR'),
      contextOf('AUDITOR', {}, false),
    ];
    for (const context of contexts) await codeOf(schema, context);
    expect(contexts.map(({ noted }) => noted)).toEqual([
      [],
      ['FORBIDDEN Query.it'],
      ['NDA_REQUIRED Query.it'],
      [],
      [],
    ]);
  });

  it.each([
    [
      'throws',
      () => {
        throw forbidden();
      },
    ],
    ['rejects', () => Promise.reject(forbidden())],
    ['hands over, as Nest does', () => Promise.resolve(forbidden())],
  ])('notes what the resolver refuses when it %s', async (_how, resolve) => {
    const refusing = { ...field(readers), resolve: resolve as () => unknown };
    const context = contextOf('AUDITOR');
    expect(await codeOf(guardSchema(schemaOf({ it: refusing })), context)).toBe('FORBIDDEN');
    expect(context.noted).toEqual(['FORBIDDEN Query.it']);
  });
});
