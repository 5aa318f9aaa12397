/** Who may do what: domain §2. A bot and an auditor belong to neither side. */
export type Role =
  | 'BUREAU_REPORTER'
  | 'BUREAU_SUPERVISOR'
  | 'BUREAU_ADMIN'
  | 'PROVIDER_DISPATCHER'
  | 'PROVIDER_ENGINEER'
  | 'BOT'
  | 'AUDITOR';

export interface Person {
  id: string;
  role: Role;
}
