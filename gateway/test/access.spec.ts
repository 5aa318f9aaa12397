import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { admit } from '@zhishou/platform/auth/admission';
import { ALL_ROLES } from '@zhishou/platform/auth/roles';
import { sideOf } from '@zhishou/platform/auth/caller';
import type { Caller, Role } from '@zhishou/platform/auth/caller';
import type { Rule as AccessRule } from '@zhishou/platform/auth/rule';
import { MACHINE_ROLES, SCOPES } from '@zhishou/platform/auth/scopes';
import { buildSchema, isObjectType } from 'graphql';
import type { ConstDirectiveNode, GraphQLSchema } from 'graphql';

type Rule = 'PUBLIC' | 'ENROLLING' | 'SIGNED_IN' | string[];

const ROOT = join(import.meta.dirname, '../..');

function argument({ arguments: given }: ConstDirectiveNode, name: string): string | undefined {
  const value = given?.find((argumentNode) => argumentNode.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

const directivesNamed = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
  (directives ?? []).filter((directive) => directive.name.value === name);

/** Every field of the composed graph with each subgraph that answers it. */
function answeredFields(schema: GraphQLSchema): { subgraph: string; field: string }[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const homes = directivesNamed(type.astNode?.directives, 'join__type').map((directive) =>
        argument(directive, 'graph'),
      );
      return Object.values(type.getFields()).flatMap((field) => {
        const places = directivesNamed(field.astNode?.directives, 'join__field').filter(
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

const ROOT_FIELD = /^(Query|Mutation|Subscription)\./;

const callerOf = (role: Role, more: Partial<Caller>): Caller => ({
  ...{ personId: 'psn_1', name: 'x', role, side: sideOf(role), ndaSigned: false, sessionId: '' },
  ...{ sessionEpoch: 0 },
  ...{ tokenIssuedAt: 0, tokenExpiresAt: Infinity },
  ...more,
});

/** In what words this caller is refused the field; undefined: they are let in. */
async function refusalOf(field: string, rule: Rule | undefined, caller: Caller): Promise<string | undefined> {
  const guard = {
    asked: field,
    isRoot: ROOT_FIELD.test(field),
    rule: (typeof rule === 'string' ? { kind: rule } : { kind: 'ROLES', roles: rule }) as AccessRule,
  };
  const { role } = caller;
  try {
    await admit(guard, {
      caller,
      standingOf: () => Promise.resolve({ active: true, ndaSigned: false, role, sessionOver: false }),
      noteRefusal: () => Promise.resolve(),
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

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
      'Session.deviceToken',
      'Session.expiresAt',
      'Session.mustEnrol',
      'Session.person',
      'Session.refreshToken',
      'Session.token',
    ]);
  });

  it('that changes or lists anything wants a role, but for one’s own person and agreement', () => {
    const open = ruled.filter(
      ({ field, rule }) => ROOT_FIELD.test(field) && (rule === 'SIGNED_IN' || rule === 'ENROLLING'),
    );
    expect(open.map(({ field }) => field).sort()).toEqual([
      'Mutation.changePassword',
      'Mutation.confirmTotp',
      'Mutation.logout',
      'Mutation.removeTotp',
      'Mutation.signNda',
      'Mutation.startTotpEnrolment',
      'Query.me',
      'Query.ndaDocument',
    ]);
  });

  it('is shut to who has still to set up a second factor, but for what leads there', async () => {
    const open: string[] = [];
    for (const { field, rule } of ruled)
      for (const role of ALL_ROLES) {
        const caller = callerOf(role, { mustEnrol: true });
        const refusal = await refusalOf(field, rule, caller);
        if (refusal === undefined) open.push(field);
        else expect({ field, refusal }).toEqual({ field, refusal: expect.stringMatching(/second factor/) });
      }
    const shown = /^(Person|Session|TotpEnrolment|ConfirmedTotp)\./;
    expect([...new Set(open)].filter((field) => !shown.test(field)).sort()).toEqual([
      'Mutation.confirmTotp',
      'Mutation.login',
      'Mutation.loginWithIdToken',
      'Mutation.logout',
      'Mutation.refreshSession',
      'Mutation.startTotpEnrolment',
      'Query.me',
    ]);
    expect(open).not.toContain('Person.contacts');
  });
});

describe('programs', () => {
  const roots = ['Query', 'Mutation', 'Subscription'];
  const rootFields = ruled.filter(({ field }) => roots.includes(String(field.split('.')[0])));
  const everyScope = Object.keys(SCOPES);
  const named = Object.values(SCOPES).flatMap(({ fields: opened }): string[] => [...opened]);

  const refusalIn = (field: string, role: Role, scopes: readonly string[]) =>
    refusalOf(field, rootFields.find((root) => root.field === field)!.rule, callerOf(role, { scopes }));

  it('find each root field opened by one scope, or closed whatever their role and scopes', async () => {
    expect(rootFields.length).toBeGreaterThan(50);
    for (const { field } of rootFields) {
      for (const role of MACHINE_ROLES) {
        const refusal = await refusalIn(field, role, everyScope);
        if (!named.includes(field))
          expect({ field, refusal }).toEqual({
            field,
            refusal: `No scope opens ${field} to a machine account`,
          });
      }
    }
    expect(new Set(named).size).toBe(named.length);
    expect(named.filter((field) => !rootFields.some((root) => root.field === field))).toEqual([]);
  });

  it.each(Object.entries(SCOPES))('are let in by %s in the roles that may anyway', async (scope, opening) => {
    for (const role of MACHINE_ROLES) {
      const refusals = await Promise.all(opening.fields.map((field) => refusalIn(field, role, [scope])));
      const isOpen = refusals.every((refusal) => refusal === undefined);
      const roles: readonly Role[] = opening.roles;
      expect({ role, isOpen }).toEqual({ role, isOpen: roles.includes(role) });
      for (const field of opening.fields) {
        const others = everyScope.filter((other) => other !== scope);
        expect(await refusalIn(field, role, others)).toBe(`This token lacks the scope ${scope}`);
      }
    }
  });

  it('neither decide, nor repair, nor manage', () => {
    const changes = named.filter((field) => field.startsWith('Mutation.'));
    expect(changes.sort()).toEqual(['Mutation.acknowledgeEscalation', 'Mutation.reportTicket']);
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
