import type { Role } from './caller.js';

/** The bureau's people: they report, approve, test, score. */
export const BUREAU: readonly Role[] = ['BUREAU_REPORTER', 'BUREAU_SUPERVISOR', 'BUREAU_ADMIN'];

/** Those who decide for the bureau. */
export const BUREAU_DECIDERS: readonly Role[] = ['BUREAU_SUPERVISOR', 'BUREAU_ADMIN'];

export const PROVIDER: readonly Role[] = ['PROVIDER_DISPATCHER', 'PROVIDER_ENGINEER'];

/** Everyone who may look at the business; the bot may only read and acknowledge escalations. */
export const READERS: readonly Role[] = [...BUREAU, ...PROVIDER, 'AUDITOR'];

export const ALL_ROLES: readonly Role[] = [...READERS, 'BOT'];
