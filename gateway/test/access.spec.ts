import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import type { ConstDirectiveNode, GraphQLSchema } from 'graphql';

type Rule = 'PUBLIC' | 'SIGNED_IN' | string[];

const ROOT = join(import.meta.dirname, '../..');

function argument({ arguments: given }: ConstDirectiveNode, name: string): string | undefined {
  const value = given?.find((argumentNode) => argumentNode.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
  (directives ?? []).filter((directive) => directive.name.value === name);

/** Every field of the composed graph with each subgraph that answers it. */
function answeredFields(schema: GraphQLSchema): { subgraph: string; field: string }[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const homes = named(type.astNode?.directives, 'join__type').map((directive) =>
        argument(directive, 'graph'),
      );
      return Object.values(type.getFields()).flatMap((field) => {
        const places = named(field.astNode?.directives, 'join__field').filter(
          (directive) => argument(directive, 'graph') !== undefined,
        );
        const own = places.filter((directive) => argument(directive, 'external') !== 'true');
        const graphs = places.length > 0 ? own.map((directive) => argument(directive, 'graph')) : homes;
        return graphs.map((graph) => ({
          subgraph: String(graph).toLowerCase(),
          field: `${type.name}.${field.name}`,
        }));
      });
    });
}

const schema = buildSchema(readFileSync(join(ROOT, 'gateway/supergraph.graphql'), 'utf8'), {
  assumeValid: true,
});
const fields = answeredFields(schema);
const rules = new Map<string, Record<string, Rule>>();
for (const { subgraph } of fields) {
  const file = join(ROOT, 'services', subgraph, 'access.json');
  if (!rules.has(subgraph) && existsSync(file))
    rules.set(subgraph, JSON.parse(readFileSync(file, 'utf8')) as Record<string, Rule>);
}
const ruled = fields.map(({ subgraph, field }) => ({ subgraph, field, rule: rules.get(subgraph)?.[field] }));
const whoMay = (role: string, type: string) =>
  ruled
    .filter(({ field, rule }) => field.startsWith(`${type}.`) && Array.isArray(rule) && rule.includes(role))
    .map(({ field }) => field.split('.')[1]);

describe('every field of the composed graph', () => {
  it('has a rule in the subgraph that answers it', () => {
    expect(ruled.length).toBeGreaterThan(200);
    expect(
      ruled.filter(({ rule }) => rule === undefined).map(({ subgraph, field }) => `${subgraph}: ${field}`),
    ).toEqual([]);
  });

  it('is open to people who have not signed in only where signing in needs it', () => {
    const open = ruled.filter(({ rule }) => rule === 'PUBLIC').map(({ field }) => field);
    expect(open.sort()).toEqual([
      'Mutation.login',
      'Mutation.loginWithIdToken',
      'Mutation.refreshSession',
      'Session.expiresAt',
      'Session.person',
      'Session.refreshToken',
      'Session.token',
    ]);
  });

  it('that changes or lists anything wants a role, but for one’s own person and agreement', () => {
    const open = ruled.filter(
      ({ field, rule }) => /^(Query|Mutation|Subscription)\./.test(field) && rule === 'SIGNED_IN',
    );
    expect(open.map(({ field }) => field).sort()).toEqual([
      'Mutation.logout',
      'Mutation.signNda',
      'Query.me',
      'Query.ndaDocument',
    ]);
  });
});

describe('the rules of domain §2', () => {
  it('let an auditor change nothing', () => {
    expect(whoMay('AUDITOR', 'Mutation')).toEqual([]);
  });

  it('let the bot acknowledge escalations and nothing else', () => {
    expect(whoMay('BOT', 'Mutation')).toEqual(['acknowledgeEscalation']);
  });

  it.each(['PROVIDER_DISPATCHER', 'PROVIDER_ENGINEER'])(
    'let %s approve nothing of the provider’s own work',
    (role) => {
      const approvals =
        /^(judge|decide|review|verify|score|confirm|recordRecoveryTest|recordCallback|reclassify|revoke|create|update)/;
      expect(whoMay(role, 'Mutation').filter((name) => approvals.test(String(name)))).toEqual([]);
    },
  );
});
