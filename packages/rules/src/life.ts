import type { ClockLedger } from './clock.js';
import type { Person, Role } from './role.js';

/** What every case has, whatever it is a case of: a fault, a month's inspection, a visit, a hazard. */
export interface Case {
  state: string;
  /** number of steps taken */
  version: number;
}

export interface Step {
  action: string;
}

/** Why a step cannot be taken; nothing was changed. */
export interface Refusal {
  code: 'CONFLICT' | 'FORBIDDEN';
  message: string;
}

/** One row of a life's table: in which states a step may be taken, and on which cases by whom. */
export interface LifeRule<State extends string, Reach extends string = 'any'> {
  from: readonly State[];
  by: Readonly<Partial<Record<Role, Reach>>>;
}

/** The roles that may ever take a step: what the API's guard checks before anything else. */
export const rolesOf = ({ by }: Pick<LifeRule<string, string>, 'by'>): Role[] => Object.keys(by) as Role[];

/** How a case goes from step to step. Pure: the same steps at the same instants (ms) give the same case. */
export interface Life<C extends Case, S extends Step> {
  idOf(one: C): string;
  /** The case after a step taken at `at`; the step must be allowed. */
  apply(one: C, step: S, at: number): C;
  /** Why the step cannot be taken at `now` by this person, or null when it can. */
  refusal(one: C, step: S, by: Person, now: number): Refusal | null;
  /** Each with its marks, which are told when they are reached. */
  clocks(one: C): readonly ClockLedger[];
  /** No further work follows. */
  isFinal(one: C): boolean;
  /** Until when a final case still takes what may follow its end; null: nothing may. */
  openUntil(one: C): number | null;
}
