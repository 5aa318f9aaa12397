import { Injectable } from '@nestjs/common';
import type { Caller } from '@zhishou/platform/auth/caller';
import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { badInput, notFound } from '@zhishou/platform/errors';
import { newId } from '@zhishou/platform/ids';
import { StepTaker } from '@zhishou/platform/process/step.taker';
import { stepIdOf } from '@zhishou/platform/process/step-identity';
import type { CycleStep } from '@zhishou/rules/inspection/cycle-case';
import { planDiff, withIdsOf } from '@zhishou/rules/inspection/plan-diff';
import { proposePlan } from '@zhishou/rules/inspection/propose-plan';
import { type PlannedVisit, planProblems } from '@zhishou/rules/inspection/visit-plan';
import { dayOf } from '@zhishou/rules/month';
import { DataSource } from 'typeorm';
import type { Cycle } from '../cycle/cycle.entity.js';
import { CycleService } from '../cycle/cycle.service.js';
import { CYCLES } from '../cycle/cycle.table.js';
import type { AskedMonth } from '@zhishou/platform/contract/month.inputs';
import { Visit } from '../visit/visit.entity.js';
import { planFacts } from './plan-facts.js';
import { Plan } from './plan.entity.js';
import {
  PlanDecision,
  type PlanDiffArgs,
  type ReviewPlanInput,
  type SubmitPlanInput,
} from './plan.inputs.js';
import type { PlanDiffType, PlannedVisitType } from './plan.types.js';
import { recordedVisitProblems } from './recorded-visits.js';
import { toPlanDiff, toPlannedVisit } from './planned-visit.js';

/** A month's plan: proposed, submitted, reviewed (domain §5.1–2). */
@Injectable()
export class PlanService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: ContractStore,
    private readonly cycles: CycleService,
    private readonly steps: StepTaker,
  ) {}

  /** @throws UserError BAD_USER_INPUT naming what the plan lacks; CONFLICT when the month takes no plan any more */
  async submit(caller: Caller, input: SubmitPlanInput): Promise<Cycle> {
    const { visits, comment, idempotencyKey } = input;
    const cycle = await this.cycles.opened(input);
    const plan = await this.prepared(caller, cycle, visits, idempotencyKey);
    const step: CycleStep = { action: 'submitPlan', planId: plan.id, hash: plan.hash };
    return this.take(caller, cycle, { step, details: { comment }, idempotencyKey, plan });
  }

  /** @throws UserError BAD_USER_INPUT, CONFLICT */
  async review(caller: Caller, input: ReviewPlanInput): Promise<Cycle> {
    const { decision, visits, comment, idempotencyKey } = input;
    if (decision === PlanDecision.RETURN && !comment)
      throw badInput([{ path: 'comment', message: 'is required to return a plan' }]);
    if ((decision === PlanDecision.EDIT) !== (visits !== undefined))
      throw badInput([{ path: 'visits', message: 'are given for EDIT, and for nothing else' }]);
    const cycle = await this.cycles.opened(input);
    const planNo = input.planVersion;
    if (planNo !== undefined && planNo > cycle.planVersion)
      throw badInput([{ path: 'planVersion', message: `there is no version ${planNo} yet` }]);
    const asked = { details: { comment }, idempotencyKey };
    if (!visits) {
      const action = decision === PlanDecision.APPROVE ? 'approvePlan' : 'returnPlan';
      return this.take(caller, cycle, { ...asked, step: { action, planNo } });
    }
    const plan = await this.prepared(caller, cycle, visits, idempotencyKey);
    const step: CycleStep = { action: 'editPlan', planNo, planId: plan.id, hash: plan.hash };
    return this.take(caller, cycle, { ...asked, step, plan });
  }

  /** A plan that covers the month, to begin with. */
  async propose(asked: AskedMonth): Promise<PlannedVisitType[]> {
    const { manager } = this.dataSource;
    const contract = this.cycles.contractOf(asked);
    const [facts, now] = await Promise.all([planFacts(manager, contract, asked.month), databaseNow(manager)]);
    return proposePlan(facts, dayOf(now)).map(toPlannedVisit);
  }

  versions(cycleId: string): Promise<Plan[]> {
    return this.dataSource
      .getRepository(Plan)
      .createQueryBuilder('plan')
      .where('plan.cycleId = :cycleId AND plan.no IS NOT NULL', { cycleId })
      .orderBy('plan.no')
      .getMany();
  }

  /** @throws UserError NOT_FOUND for a version there is none of */
  async diff({ from, to, ...asked }: PlanDiffArgs): Promise<PlanDiffType> {
    const { month } = asked;
    const cycle = await this.cycles.find(asked);
    if (!cycle) throw notFound(`A plan for ${month}`);
    const visits = async (no: number) => {
      const plan = await this.dataSource.getRepository(Plan).findOneBy({ cycleId: cycle.id, no });
      if (!plan) throw notFound(`Version ${no} of the plan for ${month}`);
      return plan.visits;
    };
    const [before, after] = await Promise.all([visits(from), visits(to)]);
    return toPlanDiff(planDiff(before, after));
  }

  private take(
    caller: Caller,
    cycle: Cycle,
    asked: { step: CycleStep; details: Record<string, unknown>; idempotencyKey?: string; plan?: Plan },
  ): Promise<Cycle> {
    const { plan, ...step } = asked;
    return this.steps.take(CYCLES, caller, {
      ...step,
      row: cycle,
      check: async () => plan && this.file(cycle, plan),
    });
  }

  /** Stores the plan, if it may be one: workflow, event and audit carry its id and hash only. */
  private async file(cycle: Cycle, plan: Plan): Promise<void> {
    const { manager } = this.dataSource;
    const contract = await this.store.byVersion(cycle.contractVersion);
    const [facts, made] = await Promise.all([
      planFacts(manager, contract, cycle.month),
      manager.findBy(Visit, { cycleId: cycle.id }),
    ]);
    const problems = [...planProblems(facts, plan.visits), ...recordedVisitProblems(made, plan.visits)];
    if (problems.length > 0) throw badInput(problems);
    await insertOnce(manager, Plan, plan);
  }

  /**
   * The plan as it is to be stored. What is asked for under a key once is the same whenever it is asked for.
   * @throws UserError BAD_USER_INPUT when the key was used for another plan
   */
  private async prepared(
    caller: Caller,
    cycle: Cycle,
    visits: readonly PlannedVisit[],
    key: string | undefined,
  ): Promise<Plan> {
    const { manager } = this.dataSource;
    const id = key === undefined ? newId('pln') : `pln_${stepIdOf(caller.personId, key).slice(0, 32)}`;
    const askedHash = sha256(canonicalJson(visits));
    const before = key === undefined ? null : await manager.findOneBy(Plan, { id });
    if (before?.askedHash === askedHash) return before;
    if (before) throw badInput([{ path: 'idempotencyKey', message: 'already used for another plan' }]);
    const [last, now] = await Promise.all([
      manager.findOneBy(Plan, { cycleId: cycle.id, no: cycle.planVersion }),
      databaseNow(manager),
    ]);
    checkIds(visits, last?.visits ?? []);
    const named = withIdsOf(last?.visits ?? [], visits).map((visit, index) => ({
      ...visit,
      id: visit.id ?? `vst_${sha256(`${id}/${index}`).slice(0, 32)}`,
    }));
    const hash = sha256(canonicalJson(named));
    const byId = caller.personId;
    return { id, cycleId: cycle.id, no: null, hash, askedHash, visits: named, byId, at: new Date(now) };
  }
}

/** @throws UserError BAD_USER_INPUT for the id of no visit of the version before */
function checkIds(visits: readonly PlannedVisit[], before: Plan['visits']): void {
  const known = new Set(before.map(({ id }) => id));
  const problems = visits.flatMap(({ id }, index) =>
    id === undefined || known.has(id)
      ? []
      : [{ path: `visits.${index}.id`, message: 'is no visit of the version before' }],
  );
  if (problems.length > 0) throw badInput(problems);
}
