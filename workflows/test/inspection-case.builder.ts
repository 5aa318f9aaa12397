import { setTimeout } from 'node:timers/promises';
import type { Case, Life, Step } from '@zhishou/rules/life';
import { RunningCase } from './running-case.builder.js';
import type { TimeSkipping } from './time-skipping.js';

const LOOK_EVERY_MS = 10;

/** One month, visit or hazard, as its workflow carries it and as the service's tables show it. */
export class InspectionCase<C extends Case, S extends Step> extends RunningCase<C, S> {
  constructor(
    time: TimeSkipping,
    private readonly life: Life<C, S>,
    private readonly opened: C,
    workflowId: string,
  ) {
    super(time, life.idOf(opened), workflowId);
  }

  async open(workflowType: string): Promise<void> {
    const { workflowId, opened } = this;
    await this.time.workflows.start(workflowType, {
      workflowId,
      taskQueue: this.time.queue,
      args: [{ case: opened }],
    });
  }

  /** What the recorded steps made of it by this instant (ms), by the rules alone. */
  recorded(by = Infinity): C {
    return this.steps
      .filter(({ at }) => at <= by)
      .reduce((one, { step, at }) => this.life.apply(one, step as S, at), this.opened);
  }

  /** Waits until what its last step brought about is done. */
  async settled(): Promise<void> {
    while ((await this.handle.describe()).raw.pendingActivities?.length) await setTimeout(LOOK_EVERY_MS);
  }
}
