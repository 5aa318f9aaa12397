import { badInput } from '@zhishou/platform/errors';
import type { Ticket } from '../ticket/ticket.entity.js';
import type { Transition } from '@zhishou/platform/process/transition.entity';

/**
 * A step said to have been made earlier lies between the step before it and now.
 * @param madeAt when it was made, by its own account, ms
 * @param last the ticket's last step, null when there is none
 * @param now the database's time, ms
 * @throws UserError BAD_USER_INPUT on `madeAt`
 */
export function checkMadeAt(ticket: Ticket, madeAt: number, last: Transition | null, now: number): void {
  const refuse = (message: string) => badInput([{ path: 'madeAt', message }]);
  if (madeAt > now) throw refuse('lies in the future');
  if (madeAt < ticket.reportedAt.getTime()) throw refuse('lies before the report');
  if (last && madeAt < madeAtOf(last)) throw refuse('lies before the step before it');
}

const madeAtOf = ({ step, at }: Transition): number => (step as { madeAt?: number }).madeAt ?? at.getTime();
