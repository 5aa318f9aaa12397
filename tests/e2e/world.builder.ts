import { eventually } from '@zhishou/testkit/eventually';
import type { Input } from './bad-input.builder.js';
import { buildDocuments, type Documents } from './due-document.builder.js';
import { buildReferences, type References } from './reference.builder.js';
import { buildInspections, type Inspected } from './inspection.builder.js';
import { documentOf, MUTATIONS, isTicketStep } from './mutations.builder.js';
import type { Office } from './office.builder.js';
import { bringInto, READY, SITUATIONS, untilAtWork } from './situation.builder.js';
import { buildScores, type Scored } from './score.builder.js';
import { monthNow } from './plan.builder.js';
import { report } from './ticket.builder.js';
import { signIn, type User } from './zhishou.builder.js';

const REGISTER = `mutation ($input: RegisterMachineAccountInput!) {
  registerMachineAccount(input: $input) { account { id } } }`;

/** Everything that is there for mutations to be about. */
export interface World {
  /** a ticket for every step, in a situation in which it can be taken */
  tickets: Record<string, string>;
  /** a ticket in every situation there is */
  situations: string[];
  /** people who have nothing to do with these tickets */
  strangers: Record<'reporter' | 'engineer', User>;
  /** of everything that has one, to find it by */
  ids: string[];
  partId: string;
  escalationId: string;
  shiftToChange: string;
  shiftToRemove: string;
  programToKeep: string;
  programToEnd: string;
  ndaHash: string;
  /** a service event that was registered once, of a ticket that the scores know */
  accident: Input;
  /** a file that may be sent */
  filed: Input;
  inspected: Inspected;
  references: References;
  scored: Scored;
  documents: Documents;
}

const steps = MUTATIONS.filter(isTicketStep);

export async function buildWorld(office: Office): Promise<World> {
  const { admin, dispatcher, engineer, reporter, supervisor } = office.people;
  await untilAtWork(office);
  const ids = await Promise.all(steps.map((name) => bringInto(READY[name] ?? 'reported', office)));
  const situations = await Promise.all(SITUATIONS.map((situation) => bringInto(situation, office)));
  const tickets = Object.fromEntries(steps.map((name, index) => [name, ids[index]!]));
  const ticketId = situations[SITUATIONS.indexOf('accepted')]!;
  const make = async (name: string, by: User, input: Input) => {
    const data = await by.ask<Record<string, Record<string, string>>>(documentOf(name), { input });
    return data[name]!.id!;
  };
  const shift = (day: number) =>
    make('setDutyShift', dispatcher, {
      personId: engineer.id,
      startsAt: inDays(day),
      endsAt: inDays(day + 0.3),
    });
  const program = async (name: string) => {
    const input = { name, role: 'BOT', scopes: ['escalations:read'] };
    const data = await admin.ask<{ registerMachineAccount: { account: { id: string } } }>(REGISTER, {
      input,
    });
    return data.registerMachineAccount.account.id;
  };
  const part = {
    code: `PSU-${ticketId.slice(-12)}`,
    name: '电源模块',
    model: 'PS-550',
    unit: '个',
    lowAt: 1,
  };
  const accident = { month: monthNow(), kind: 'COMMUNICATION_ACCIDENT', points: 5, ticketId };
  await eventually(() => make('registerServiceEvent', supervisor, { ...accident, note: '第一次' }));
  const { id: major } = await report(reporter, { severity: 'MAJOR' });
  const { ticket } = await dispatcher.ask<{ ticket: { escalations: { id: string }[] } }>(
    'query ($id: ID) { ticket(id: $id) { escalations { id } } }',
    { id: major },
  );
  const { ndaDocument } = await dispatcher.ask<{ ndaDocument: { hash: string } }>('{ ndaDocument { hash } }');
  const made = {
    partId: await make('registerSparePart', dispatcher, { ...part, stock: 10 }),
    escalationId: ticket.escalations[0]!.id,
    shiftToChange: await shift(10),
    shiftToRemove: await shift(20),
    programToKeep: await program('留着的程序'),
    programToEnd: await program('停用的程序'),
  };
  const inspected = await buildInspections(office);
  const references = await buildReferences(office);
  const scored = await buildScores(office);
  const documents = await buildDocuments(office, {
    toSubmit: tickets.recordCallback!,
    toJudge: situations[SITUATIONS.indexOf('closed')]!,
  });
  return {
    ...made,
    inspected,
    references,
    scored,
    documents,
    tickets,
    situations,
    strangers: { reporter: await signIn('reporter'), engineer: await signIn('engineer2') },
    ids: [
      ...[...ids, ...situations, ...Object.values(made)],
      ...[inspected.recordedVisitId, ...Object.values(inspected.hazards)],
      ...Object.values(inspected.guarantee.taskIds),
      ...Object.values(inspected.reviewed.reviewIds),
      ...Object.values(inspected.reviewed.measureIds),
      ...[references.referenceId, references.spareId],
      ...Object.values(scored.months).map(
        ({ contractId, month }) => `${contractId as string}/${month as string}`,
      ),
    ],
    ndaHash: ndaDocument.hash,
    accident,
    filed: {
      ...{ ticketId, fileName: '现场.jpg', contentType: 'image/jpeg', size: 1_000, keepPosition: true },
      sha256: '0'.repeat(64),
    },
  };
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
