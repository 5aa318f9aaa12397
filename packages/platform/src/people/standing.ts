import type { Caller, Role, SessionOf } from '../auth/caller.js';

/** How a person stands now, which may differ from what the token of minutes ago says. */
export interface CallerStanding {
  active: boolean;
  ndaSigned: boolean;
  role: Role;
  /** the sign-in that was asked about has ended, or its person has a later epoch */
  sessionOver: boolean;
}

/** Injection token of whoever knows: the directory itself, or a service's projection of it. */
export abstract class StandingSource {
  abstract standingOf(caller: Caller, authorization: string | undefined): Promise<CallerStanding>;

  /** Which of these sign-ins are over, in their order, as this service knows it without asking anybody. */
  abstract areOver(sessions: readonly SessionOf[]): Promise<boolean[]>;
}
