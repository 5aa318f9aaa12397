import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller, SessionOf } from '../auth/caller.js';
import type { Logger } from '../log.js';
import { PersonProjection } from './person.entity.js';
import { projectedStandings } from './projected-standings.js';
import { StandingSource } from './standing.js';
import type { CallerStanding } from './standing.js';

const ASK_TIMEOUT_MS = 2_000;

/** The directory's people as a service other than the directory knows them. */
@Injectable()
export class PeopleService extends StandingSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directoryUrl: string,
    private readonly logger: Logger,
  ) {
    super();
  }

  find(id: string): Promise<PersonProjection | null> {
    return this.dataSource.getRepository(PersonProjection).findOneBy({ id });
  }

  /** Whether this caller's NDA is signed and not revoked; true for sides that need none. */
  async ndaSigned(caller: Caller, authorization: string | undefined): Promise<boolean> {
    if (caller.side !== 'PROVIDER') return true;
    return (await this.standingOf(caller, authorization)).ndaSigned;
  }

  /**
   * Where token and projection agree that all is well, that is the answer. Otherwise one of them lags behind a change,
   * and the directory decides; while it is away, the stricter of the two does. A session that has ended stays so:
   * nobody need be asked.
   */
  async standingOf(caller: Caller, authorization: string | undefined): Promise<CallerStanding> {
    const { role, side } = caller;
    const needsNda = side === 'PROVIDER';
    const [known] = await projectedStandings(this.dataSource, [caller]);
    const strict: CallerStanding = {
      active: known?.active ?? true,
      role: known?.role ?? role,
      ndaSigned: caller.ndaSigned && (known?.ndaSigned ?? true),
      sessionOver: known?.sessionOver ?? false,
    };
    if (strict.sessionOver) return strict;
    if (strict.active && strict.role === role && (strict.ndaSigned || !needsNda)) return strict;
    return (await this.askDirectory(caller.personId, authorization)) ?? strict;
  }

  async areOver(sessions: readonly SessionOf[]): Promise<boolean[]> {
    const known = await projectedStandings(this.dataSource, sessions);
    return known.map(({ sessionOver }) => sessionOver);
  }

  private async askDirectory(
    personId: string,
    authorization: string | undefined,
  ): Promise<CallerStanding | undefined> {
    try {
      const response = await fetch(new URL(`/people/${personId}/status`, this.directoryUrl), {
        headers: { authorization: authorization ?? '' },
        signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
      });
      if (!response.ok) return undefined;
      return (await response.json()) as CallerStanding;
    } catch (error) {
      this.logger.warn({ err: error }, 'the directory could not be asked about a caller');
      return undefined;
    }
  }
}
