import { VISIT_PLANNED, type VisitEventData } from '@zhishou/messages/inspection-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { databaseNow } from '@zhishou/platform/db/clock';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { eachInTurn } from '@zhishou/platform/each-in-turn';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import type { StepSender } from '@zhishou/platform/process/step.sender';
import { systemStep } from '@zhishou/platform/process/system-step';
import { openVisit, type VisitStep } from '@zhishou/rules/inspection/visit-case';
import { isVisitFinal } from '@zhishou/rules/inspection/visit-permission';
import { dayStart } from '@zhishou/rules/month';
import type { EntityManager } from 'typeorm';
import { Cycle } from '../cycle/cycle.entity.js';
import type { Surroundings } from '../surroundings.js';
import { Visit } from '../visit/visit.entity.js';
import { visitColumns } from '../visit/visit.recording.js';
import { visitSnapshot } from '../visit/visit-snapshot.js';
import { VISITS } from '../visit/visit.table.js';
import { Plan } from './plan.entity.js';
import { isSameVisit } from './planned-visit.js';

const SYSTEM = 'system:plan';

type Planned = Plan['visits'][number];

/**
 * Makes the visits of the month those of this version of its plan: opens new ones, tells those that go on what has
 * changed, calls off those that are gone. What was recorded already stays. Repeating it changes nothing.
 * @throws the first problem; the visits that had none know by then
 */
export async function applyPlan(
  { db, sender, log }: Pick<Surroundings, 'db' | 'sender' | 'log'>,
  cycleId: string,
  planNo: number,
): Promise<void> {
  const cycle = await db.getRepository(Cycle).findOneByOrFail({ id: cycleId });
  // a later version has its own turn
  if (cycle.process.approvedPlan?.no !== planNo) return;
  const { visits: asked } = await db.getRepository(Plan).findOneByOrFail({ cycleId, no: planNo });
  // none takes place after the last day of a contract that ends early
  const planned = asked.filter(({ date }) => dayStart(date) < cycle.process.to);
  const visits = await db.getRepository(Visit).findBy({ cycleId });
  const known = new Set(visits.map(({ id }) => id));
  const fresh = planned.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) await inTransaction(db, (manager) => openVisits(manager, cycle, fresh));
  const wanted = new Map(planned.map((visit) => [visit.id, visit]));
  const tellVisit = async (visit: Visit): Promise<void> => {
    const next = wanted.get(visit.id);
    if (!next) await send(sender, visit, planNo, { step: { action: 'cancelVisit' }, details: {} });
    else if (!isSameVisit(visit, next)) await send(sender, visit, planNo, replan(next));
    if (next || visit.state !== 'PLANNED') await endWith(sender, visit, cycle);
  };
  await eachInTurn(visits, tellVisit, (err, { id }) =>
    log.error({ err, visitId: id, cycleId }, 'a visit was not told of its plan'),
  );
}

interface Asked {
  step: VisitStep;
  details: Record<string, unknown>;
}

const replan = ({ date, place, engineerId, assetCodes }: Planned): Asked => ({
  step: { action: 'replanVisit', engineerId },
  details: { date, place, assetCodes },
});

/** A visit that was recorded meanwhile, or is over, stays as it was made. */
async function send(
  sender: StepSender,
  visit: Visit,
  planNo: number,
  { step, details }: Asked,
): Promise<void> {
  if (isVisitFinal(visit.process) || visit.state === 'RECORDED') return;
  const because = `${visit.id}/${planNo}/${step.action}`;
  await sender.send(VISITS, visit, systemStep({ actor: SYSTEM, because, step, details }));
}

/** A month that ends early takes its visits with it, also what was recorded and is still to be signed. */
async function endWith(sender: StepSender, visit: Visit, { process: { to } }: Cycle): Promise<void> {
  if (isVisitFinal(visit.process) || visit.process.to <= to) return;
  const step = { action: 'endEarly', endsAt: to } as const;
  await sender.send(VISITS, visit, systemStep({ actor: SYSTEM, because: `${visit.id}/until ${to}`, step }));
}

async function openVisits(manager: EntityManager, cycle: Cycle, planned: readonly Planned[]): Promise<void> {
  const now = await databaseNow(manager);
  const at = new Date(now);
  for (const { id, date, place, engineerId, assetCodes } of planned) {
    const process = openVisit({ visitId: id, cycleId: cycle.id, engineerId }, cycle.process, now);
    const visit = manager.create(Visit, {
      id,
      cycleId: cycle.id,
      month: cycle.month,
      date,
      place,
      assetCodes,
      ...visitColumns(process),
      signedById: null,
      archivedAt: null,
      plannedAt: at,
      processStartedAt: null,
    });
    await manager.insert(Visit, visit);
    const data: VisitEventData = { visit: visitSnapshot(visit) };
    await appendEvent(manager, {
      topic: TOPICS.inspections,
      type: VISIT_PLANNED,
      subject: id,
      time: at,
      data,
    });
    const { process: _process, processStartedAt: _started, ...audited } = visit;
    await writeAudit(manager, { actorId: SYSTEM, action: 'planVisit', aggregateId: id, after: audited, at });
  }
}
