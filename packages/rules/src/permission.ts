import type { Case, LifeRule, Refusal, Step } from './life.js';
import type { Person } from './role.js';

/** Who may take which steps of a kind of case, and when. Instants in ms. */
export interface Permission<C extends Case, S extends Step, Reach extends string> {
  /** what the case is called in a refusal, as `The visit` */
  name: string;
  table: Readonly<Record<S['action'], LifeRule<C['state'], Reach>>>;
  /** what steps are called in a refusal that are not called as the mutation by which they are asked for */
  words?: Readonly<Record<S['action'], string>>;
  isWithinReach: (one: C, person: Person, reach: Reach) => boolean;
  /** Nothing is taken any more. */
  isOver: (one: C, now: number) => boolean;
  /** Why a step that its state allows cannot be taken all the same, or null; of a step only asked about, its name alone. */
  obstacle: (one: C, step: Partial<S> & Step, now: number) => string | null;
}

function mayEver<C extends Case, S extends Step, Reach extends string>(
  { table, isWithinReach }: Permission<C, S, Reach>,
  one: C,
  action: S['action'],
  person: Person,
): boolean {
  const reach = table[action].by[person.role];
  return reach !== undefined && isWithinReach(one, person, reach);
}

function obstacleTo<C extends Case, S extends Step, Reach extends string>(
  permission: Permission<C, S, Reach>,
  one: C,
  step: Partial<S> & { action: S['action'] },
  now: number,
): string | null {
  const { name, table, words, isOver, obstacle } = permission;
  if (!table[step.action].from.includes(one.state) || isOver(one, now))
    return `${name} is ${one.state}; ${words?.[step.action] ?? step.action} is not possible now`;
  return obstacle(one, step, now);
}

/** Why the step cannot be taken at `now` by this person, or null when it can. */
export function refusalBy<C extends Case, S extends Step, Reach extends string>(
  permission: Permission<C, S, Reach>,
  one: C,
  step: S,
  person: Person,
  now: number,
): Refusal | null {
  if (!mayEver(permission, one, step.action, person))
    return { code: 'FORBIDDEN', message: `${permission.name} is not yours to work on` };
  const message = obstacleTo(permission, one, step, now);
  return message === null ? null : { code: 'CONFLICT', message };
}

/** What this person may do with the case as it stands at `now`. */
export const actionsBy = <C extends Case, S extends Step, Reach extends string>(
  permission: Permission<C, S, Reach>,
  one: C,
  person: Person,
  now: number,
): S['action'][] =>
  (Object.keys(permission.table) as S['action'][]).filter(
    (action) =>
      mayEver(permission, one, action, person) &&
      obstacleTo(permission, one, { action } as Partial<S> & { action: S['action'] }, now) === null,
  );
