import { type Act, MINUTE } from './act.js';
import type { FaultPlan } from './fault.plan.js';
import { closing, repair } from './fault.repair.js';
import { type Budgets, FaultTeller, inTime } from './fault.teller.js';
import { troubleActs } from './fault.trouble.js';
import { minutes } from './instants.js';
import type { Random } from './random.js';

/** A fault as it is told, from the report on. */
export interface FaultStory {
  plan: FaultPlan;
  acts: Act[];
  /** when it is closed as one that was there; null: it is not */
  closedAt: number | null;
}

/**
 * What follows the report of a fault, up to the customer's answer.
 * @param isWaiting it waits for the bureau's judgement of its coverage
 */
export function tellFault(random: Random, plan: FaultPlan, budgets: Budgets, isWaiting: boolean): FaultStory {
  const judgedAt = plan.reportedAt + minutes(random, 8, 50);
  const teller = new FaultTeller(random, plan, budgets, isWaiting ? judgedAt : plan.reportedAt);
  if (isWaiting) judge(teller, judgedAt);
  const closedAt = isWaiting && !plan.covered ? null : workOn(teller);
  return { plan, acts: teller.acts, closedAt };
}

function judge(teller: FaultTeller, at: number): void {
  const { covered: cover } = teller.plan;
  const reason = cover ? '属应急指挥业务所需，先行处理，费用单列' : '不在合同清单，由资产归属部门自行处理';
  teller.ask(at, 'supervisor', 'judgeCoverage', { cover, reason });
}

/** @returns when it is closed; null: it was taken back */
function workOn(teller: FaultTeller): number | null {
  const { random, plan } = teller;
  if (plan.trouble === 'CANCELLED') {
    const reason = random.pick(['重复报障，已由同事另行报修', '用户自行重启后恢复', '误报，经核实设备正常']);
    teller.ask(teller.when('RESPONSE', random.between(0.2, 0.6)), 'supervisor', 'cancelTicket', { reason });
    return null;
  }
  const accepted = teller.when('RESPONSE', inTime(random, plan.late.response));
  teller.ask(accepted, 'dispatcher', 'acceptTicket', { engineerId: `@${teller.engineer}` });
  const begun = plan.way === 'REMOTE' ? helpFromAfar(teller, accepted) : goThere(teller, accepted);
  const turned = troubleActs(teller, plan.reclassifiedTo ? reclassify(teller, begun) : begun);
  return turned.isOver ? closing(teller, turned.at) : repair(teller, turned.at);
}

function reclassify(teller: FaultTeller, from: number): number {
  const { random, plan } = teller;
  const severity = plan.reclassifiedTo;
  const reason = severity === 'MAJOR' ? '核实影响整个系统，按重大故障处理' : '核实仅个别终端受影响';
  return teller.ask(from + minutes(random, 2, 8), 'supervisor', 'reclassifyTicket', { severity, reason });
}

function helpFromAfar(teller: FaultTeller, accepted: number): number {
  const note = '电话指导并远程登录排查';
  return teller.ask(accepted + minutes(teller.random, 1, 6), teller.engineer, 'startRemoteSupport', { note });
}

function goThere(teller: FaultTeller, accepted: number): number {
  const { random, plan, engineer } = teller;
  const sent = teller.ask(accepted + minutes(random, 1, 8), 'dispatcher', 'dispatchEngineer', {
    engineerId: `@${engineer}`,
  });
  const there = Math.max(sent + 3 * MINUTE, teller.when('ONSITE', inTime(random, plan.late.onsite, 0.35)));
  return teller.ask(there, engineer, 'checkIn', { note: '已到现场，开始排查' });
}
