import type { Act, Part } from './act.js';
import type { FaultPlan } from './fault.plan.js';
import type { Random } from './random.js';

/** The time that the contract gives to each clock, ms. */
export interface Budgets {
  RESPONSE: number;
  ONSITE: number;
  RESOLVE: number;
}

/** Tells a fault step by step. */
export class FaultTeller {
  readonly acts: Act[] = [];
  readonly engineer: Part;
  private readonly ticketId: string;
  /** what of the clocks' time was not the provider's, ms */
  private still = 0;
  /** from when the clocks count */
  private readonly from: number;

  constructor(
    readonly random: Random,
    readonly plan: FaultPlan,
    readonly budgets: Budgets,
    from: number,
  ) {
    this.ticketId = `@${plan.key}`;
    this.engineer = `engineer${plan.engineer}`;
    this.from = from;
  }

  ask(at: number, who: Part, ask: string, input: Record<string, unknown> = {}): number {
    this.acts.push({ at, who, ask, input: { ticketId: this.ticketId, ...input } });
    return at;
  }

  /** The clocks stood still for so long. */
  stoodStill(ms: number): void {
    this.still += ms;
  }

  /** When so much of a clock's time is gone. */
  when(clock: keyof Budgets, part: number): number {
    return Math.round(this.from + this.still + this.budgets[clock] * part);
  }
}

/** The share of a clock's time after which a step is taken: in time, or not. */
export const inTime = (random: Random, isLate: boolean, least = 0.2): number =>
  isLate ? random.between(1.06, 1.7) : random.between(least, 0.93);
