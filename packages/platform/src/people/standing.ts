import type { Caller, Role } from '../auth/caller.js';

/** How a person stands now, which may differ from what the token of minutes ago says. */
export interface CallerStanding {
  active: boolean;
  ndaSigned: boolean;
  role: Role;
}

/** Injection token of whoever knows: the directory itself, or a service's projection of it. */
export abstract class StandingSource {
  abstract standingOf(caller: Caller, authorization: string | undefined): Promise<CallerStanding>;
}
