import { PEOPLE } from '@zhishou/testkit/people';
import { recordOf as signed, type Result } from '@zhishou/testkit/visit-record';

/** A record of a visit that the supervisor has accompanied. */
export const recordOf = (visitId: string, results: Result[], more: object = {}) =>
  signed({ visitId, accompaniedBy: PEOPLE.supervisor.id, results, ...more });
