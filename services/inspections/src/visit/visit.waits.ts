import type { Waits } from '../alarm/waits.js';
import { Cycle } from '../cycle/cycle.entity.js';
import { madeDays } from './made-days.js';
import type { Visit } from './visit.entity.js';

/** The record of a visit waits for the bureau's review. */
export const VISIT_WAITS: Waits<Visit> = {
  reasons: { RECORDED: 'RECORD_REVIEW' },
  roundOf: ({ round }) => round,
  told: async (manager, { id, cycleId, month, place, date }) => {
    const { contractId } = await manager.findOneByOrFail(Cycle, { id: cycleId });
    const [made] = await madeDays(manager, [id]);
    return { about: { visitId: id, month, contractId }, title: `${made?.day ?? date} ${place}` };
  },
};
