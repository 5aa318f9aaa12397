import type { EntityManager } from 'typeorm';
import type { Alarm } from '../alarm/alarm.js';
import type { Dates } from '../alarm/dates.js';
import type { Waits } from '../alarm/waits.js';
import { Review } from '../review/review.entity.js';
import type { Measure } from './measure.entity.js';

/** A measure that is done waits for the bureau's verification. */
export const MEASURE_WAITS: Waits<Measure> = {
  reasons: { DONE: 'MEASURE_VERIFICATION' },
  roundOf: ({ process }) => process.round,
  told: toldOfMeasure,
};

/** The day by which it is to be done. */
export const MEASURE_DATES: Dates<Measure> = { words: { MEASURE: 'MEASURE' }, told: toldOfMeasure };

/** Which measure an alarm is about: the fault it follows and who is responsible; nothing of what is to be done. */
async function toldOfMeasure(
  manager: EntityManager,
  { id, reviewId, responsibleId }: Measure,
): Promise<Pick<Alarm, 'about' | 'title'>> {
  const { ticketId, ticketNumber } = await manager.findOneByOrFail(Review, { id: reviewId });
  return { about: { measureId: id, reviewId, ticketId, responsibleId }, title: ticketNumber };
}
