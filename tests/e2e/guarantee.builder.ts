import type { Office } from './office.builder.js';

const MAKE = 'mutation ($input: GuaranteeTaskInput!) { createGuaranteeTask(input: $input) { id } }';
const MAN = 'mutation ($input: GuaranteeRosterInput!) { setGuaranteeRoster(input: $input) { id } }';
const COME = 'mutation ($input: AttendGuaranteeInput!) { checkInGuarantee(input: $input) { id } }';

/** Guarantee tasks, one for each thing to be done with one. */
export interface Guarantees {
  /** to be manned with `turn`; the engineer is on duty and has not come; has come; over, to be judged */
  taskIds: Record<'planned' | 'come' | 'left' | 'ended', string>;
  turn: { personId: string; from: string; to: string };
}

export async function buildGuarantees({ people }: Office): Promise<Guarantees> {
  const { supervisor, dispatcher, engineer } = people;
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const order = async (from: number, to: number): Promise<string> => {
    const input = {
      title: '重保',
      kind: 'AD_HOC',
      from: inHours(from),
      to: inHours(to),
      requirements: '值守',
    };
    const made = await supervisor.ask<{ createGuaranteeTask: { id: string } }>(MAKE, { input });
    return made.createGuaranteeTask.id;
  };
  const turn = { personId: engineer.id, from: inHours(-1), to: inHours(24) };
  const [planned, come, left, ended] = await Promise.all([
    order(-1, 24),
    order(-1, 24),
    order(-1, 24),
    order(-2, -1),
  ]);
  for (const taskId of [come, left]) await dispatcher.ask(MAN, { input: { taskId, shifts: [turn] } });
  await engineer.ask(COME, { input: { taskId: left } });
  return { taskIds: { planned, come, left, ended }, turn };
}
