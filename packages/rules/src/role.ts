/** Who may do what: domain §2. A bot and an auditor belong to neither side. */
export type Role =
  | 'BUREAU_REPORTER'
  | 'BUREAU_SUPERVISOR'
  | 'BUREAU_ADMIN'
  | 'PROVIDER_DISPATCHER'
  | 'PROVIDER_ENGINEER'
  | 'BOT'
  | 'AUDITOR';

/* Rows of a life's table: who may take the step on any case. */

/** Those who decide for the bureau. */
export const DECIDERS = { BUREAU_SUPERVISOR: 'any', BUREAU_ADMIN: 'any' } as const;
export const DISPATCHER = { PROVIDER_DISPATCHER: 'any' } as const;
/** Everyone of the provider. */
export const WORKERS = { ...DISPATCHER, PROVIDER_ENGINEER: 'any' } as const;
/** No person asks for it: it follows from another step, or from an instant. */
export const SYSTEM = { BOT: 'any' } as const;

export interface Person {
  id: string;
  role: Role;
}
