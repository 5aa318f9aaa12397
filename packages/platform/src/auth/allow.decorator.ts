import { Extensions } from '@nestjs/graphql';
import type { Role } from './caller.js';
import { RULE_KEY } from './rule.js';
import type { Rule } from './rule.js';

type AnyDecorator = MethodDecorator & ClassDecorator & PropertyDecorator;

const allow = (rule: Rule): AnyDecorator => Extensions({ [RULE_KEY]: rule });

/**
 * These roles, and with the NDA signed where their side needs it. On an @ObjectType: the default of its fields; on a
 * query, mutation, subscription, field or field resolver: its own rule. A field without either fails the boot.
 */
export const Allow = (...roles: readonly Role[]): AnyDecorator => allow({ kind: 'ROLES', roles });

/** Anybody, without a token. */
export const AllowPublic = (): AnyDecorator => allow({ kind: 'PUBLIC' });

/** Any role, also before the second factor is set up that the role needs: what leads to setting it up. */
export const AllowEnrolling = (): AnyDecorator => allow({ kind: 'ENROLLING' });

/** Any role, also before the NDA is signed: what leads to signing it. */
export const AllowSignedIn = (): AnyDecorator => allow({ kind: 'SIGNED_IN' });
