import type { DataSource } from 'typeorm';
import type { Role, SessionOf } from '../auth/caller.js';

/** What a projection says of one sign-in; the person's part is null where the person is not known. */
export interface ProjectedStanding {
  active: boolean | null;
  role: Role | null;
  ndaSigned: boolean | null;
  sessionOver: boolean;
}

/** In the order asked, by one statement however many are asked about. */
export function projectedStandings(
  dataSource: DataSource,
  sessions: readonly SessionOf[],
): Promise<ProjectedStanding[]> {
  return dataSource.query<ProjectedStanding[]>(
    `SELECT person.active, person.role, person.nda_signed AS "ndaSigned",
       coalesce(person.session_epoch > asked.epoch, false)
         OR EXISTS (SELECT FROM ended_session WHERE ended_session.id = asked.session_id) AS "sessionOver"
     FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS asked (person_id, session_id, epoch, position)
     LEFT JOIN person ON person.id = asked.person_id
     ORDER BY asked.position`,
    [
      sessions.map(({ personId }) => personId),
      sessions.map(({ sessionId }) => sessionId),
      sessions.map(({ sessionEpoch }) => sessionEpoch),
    ],
  );
}
