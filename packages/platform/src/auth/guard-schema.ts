import { TypeMetadataStorage } from '@nestjs/graphql/dist/schema-builder/storages/type-metadata.storage.js';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { refusalCodeOf } from '../audit/refusals.js';
import { admit } from './admission.js';
import type { AccessContext, Guard } from './admission.js';
import { ALL_ROLES } from './roles.js';
import { RULE_KEY } from './rule.js';
import type { Rule } from './rule.js';

type Field = GraphQLField<unknown, AccessContext>;

export interface FieldRule {
  type: string;
  field: string;
  rule: Rule | undefined;
}

// Federation's own fields. Entities are reached on behalf of somebody who was admitted elsewhere, and their fields
// keep their own rules.
const PLUMBING: Record<string, Rule> = {
  'Query._service': { kind: 'PUBLIC' },
  '_Service.sdl': { kind: 'PUBLIC' },
  'Query._entities': { kind: 'ROLES', roles: ALL_ROLES },
};

/** Every field of the schema with its rule: its own, else its type's. */
export function rulesOf(schema: GraphQLSchema): FieldRule[] {
  return fieldsOf(schema).map(([type, field]) => ({
    type: type.name,
    field: field.name,
    rule: ruleOf(type, field),
  }));
}

/**
 * Puts its rule before every field of the schema (changed in place). Nothing is allowed by default.
 * @throws Error naming the fields without a rule
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  assertNoLostRules();
  const bare = rulesOf(schema).filter(({ rule }) => rule === undefined);
  if (bare.length > 0) {
    const names = bare.map(({ type, field }) => `${type}.${field}`).join(', ');
    throw new Error(
      `fields without an access rule (@Allow, @AllowSignedIn, @AllowEnrolling, @AllowPublic): ${names}`,
    );
  }
  const subscriptionType = schema.getSubscriptionType();
  const roots = [schema.getQueryType(), schema.getMutationType(), subscriptionType];
  for (const [type, field] of fieldsOf(schema)) {
    const rule = ruleOf(type, field) as Rule;
    const asked = `${type.name}.${field.name}`;
    const isRoot = roots.includes(type) && !(asked in PLUMBING);
    if (rule.kind === 'PUBLIC' && !isRoot) continue;
    const guard = { rule, asked, isRoot, askAgain: type === subscriptionType };
    field.resolve = guarded(guard, field.resolve ?? defaultFieldResolver);
    if (field.subscribe) field.subscribe = guarded(guard, field.subscribe);
  }
  return schema;
}

interface FieldGuard extends Guard {
  /** a subscription lives long: what was known about its caller is asked again at every event */
  askAgain: boolean;
}

/** Puts the rule before the resolver; what either refuses is noted. */
function guarded(guard: FieldGuard, resolve: GraphQLFieldResolver<unknown, AccessContext>) {
  const { asked, askAgain } = guard;
  const guardedResolve: GraphQLFieldResolver<unknown, AccessContext> = (source, args, context, info) => {
    if (askAgain) context.known = undefined;
    try {
      const pending = admit(guard, context);
      const result =
        pending === undefined
          ? resolve(source, args, context, info)
          : pending.then(() => resolve(source, args, context, info));
      if (!(result instanceof Promise)) return result;
      return result.then(
        // Nest hands over what a resolver threw as its result; GraphQL throws it again
        (value: unknown) => (value instanceof Error ? refuse(asked, context, value) : value),
        (error: unknown) => refuse(asked, context, error),
      );
    } catch (error) {
      return refuse(asked, context, error);
    }
  };
  return guardedResolve;
}

/** Notes a refused right, whatever else it was that failed. @throws always: the error itself */
async function refuse(asked: string, context: AccessContext, error: unknown): Promise<never> {
  const code = refusalCodeOf(error);
  if (code) await context.noteRefusal(asked, code);
  throw error;
}

function fieldsOf(schema: GraphQLSchema): [GraphQLObjectType, Field][] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  return types
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => (Object.values(type.getFields()) as Field[]).map((field) => [type, field] as const))
    .map(([type, field]) => [type, field]);
}

function ruleOf(type: GraphQLObjectType, field: Field): Rule | undefined {
  const own = field.extensions[RULE_KEY] ?? type.extensions[RULE_KEY];
  return (own as Rule | undefined) ?? PLUMBING[`${type.name}.${field.name}`];
}

interface FieldResolverMetadata {
  target: { name: string };
  methodName: string;
  extensions?: Record<string, unknown>;
  schemaName: string;
  objectTypeFn?: () => unknown;
}

// Nest drops the extensions of a @ResolveField when the class also has a @Field of that name; a rule lost so would
// leave the type's weaker one in force.
function assertNoLostRules(): void {
  const storage = TypeMetadataStorage as unknown as {
    fieldResolvers: FieldResolverMetadata[];
    getObjectTypesMetadata(): {
      target: unknown;
      properties?: { schemaName: string; extensions?: Record<string, unknown> }[];
    }[];
  };
  for (const resolver of storage.fieldResolvers) {
    const rule = resolver.extensions?.[RULE_KEY];
    if (rule === undefined) continue;
    const type = storage.getObjectTypesMetadata().find(({ target }) => target === resolver.objectTypeFn?.());
    const field = type?.properties?.find(({ schemaName }) => schemaName === resolver.schemaName);
    if (field && field.extensions?.[RULE_KEY] !== rule)
      throw new Error(
        `${resolver.target.name}.${resolver.methodName}: its access rule is lost because the class has a @Field of the same name; put the rule there`,
      );
  }
}
