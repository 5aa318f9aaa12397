import { Injectable } from '@nestjs/common';
import type { Caller, SessionOf } from '@zhishou/platform/auth/caller';
import { StandingSource } from '@zhishou/platform/people/standing';
import type { CallerStanding } from '@zhishou/platform/people/standing';
import { DataSource } from 'typeorm';

/** The directory knows its people and their sign-ins at first hand. */
@Injectable()
export class PersonStanding extends StandingSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async standingOf(caller: Caller): Promise<CallerStanding> {
    const [standing] = await this.standingsOf([caller]);
    return standing ?? { active: false, ndaSigned: false, role: caller.role, sessionOver: true };
  }

  async areOver(sessions: readonly SessionOf[]): Promise<boolean[]> {
    return (await this.standingsOf(sessions)).map((standing) => standing?.sessionOver ?? true);
  }

  private async standingsOf(sessions: readonly SessionOf[]): Promise<(CallerStanding | undefined)[]> {
    const rows = await this.dataSource.query<(CallerStanding & { known: boolean })[]>(
      `SELECT person.id IS NOT NULL AS known, person.active, person.role, person.nda_signed AS "ndaSigned",
         session.id IS NULL OR session.ended_at IS NOT NULL OR person.session_epoch > asked.epoch AS "sessionOver"
       FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS asked (person_id, session_id, epoch, position)
       LEFT JOIN person ON person.id = asked.person_id
       LEFT JOIN session ON session.id = asked.session_id AND session.person_id = person.id
       ORDER BY asked.position`,
      [
        sessions.map(({ personId }) => personId),
        sessions.map(({ sessionId }) => sessionId),
        sessions.map(({ sessionEpoch }) => sessionEpoch),
      ],
    );
    return rows.map(({ known, ...standing }) => (known ? standing : undefined));
  }
}
