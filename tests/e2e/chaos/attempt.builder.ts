import { eventually } from '@zhishou/testkit/eventually';
import { mutationOf, reportBody, type TicketView } from '../ticket.builder.js';
import type { User } from '../zhishou.builder.js';

/** What came of asking for something while parts die: a ticket, a refusal, or no answer at all. */
export interface Attempt {
  ticket?: TicketView;
  /** of the refusal; NO_ANSWER when the gateway itself was away */
  code?: string;
  message?: string;
  /** how long it took, ms */
  took: number;
}

/** Asks once. */
export async function attempt(user: User, mutation: string, input: object): Promise<Attempt> {
  const began = performance.now();
  const took = () => performance.now() - began;
  try {
    const { data, errors } = await user.answer(mutationOf(mutation), { input });
    const ticket = data?.[mutation] as TicketView | undefined;
    if (ticket) return { ticket, took: took() };
    return { code: errors?.[0]?.extensions.code, message: errors?.[0]?.message, took: took() };
  } catch (error) {
    return { code: 'NO_ANSWER', message: (error as Error).message, took: took() };
  }
}

export const attemptReport = (user: User, more: object = {}): Promise<Attempt> =>
  attempt(user, 'reportTicket', reportBody(more));

const WORTH_REPEATING = ['UNAVAILABLE', 'NO_ANSWER'];

/** Repeats the same until it is done, as a careful client does; any other refusal fails the test. */
export async function persist(ask: () => Promise<Attempt>): Promise<TicketView> {
  const { ticket, code, message } = await eventually(
    async () => {
      const outcome = await ask();
      return WORTH_REPEATING.includes(outcome.code ?? '') ? undefined : outcome;
    },
    { within: 60_000, every: 50 },
  );
  if (!ticket) throw new Error(`was refused: ${code} ${message}`);
  return ticket;
}
