import { ApplicationFailure, isCancellation, TemporalFailure, uuid4 } from '@temporalio/workflow';
import type {
  ClaimMarksResult,
  ProcessActivities,
  ProcessInput,
  SettledMark,
  StepRequest,
  StepResult,
} from '@zhishou/messages/case-process';
import { type DueMark, marksOf } from '@zhishou/rules/clock';
import type { Case, Life, Step } from '@zhishou/rules/life';

/** The longest pause between two looks for a database that is away. */
const MOST_PATIENCE_MS = 10 * 60_000;

/** Less than this, and the difference is the time a call takes, not a clock that is wrong. */
const TOLERATED_SKEW_MS = 1000;

const key = (mark: SettledMark): string => `${mark.clock}/${mark.mark}`;

/** A kind of case, as its workflow sees it. */
export interface CaseKind<C extends Case, S extends Step> {
  name: string;
  life: Life<C, S>;
  /** default: those of all its clocks */
  marks?: (one: C) => DueMark[];
  /** the step that nobody has to ask for, and the first instant at which it may be taken, ms; null: none is to come */
  ownStep?: (one: C) => { step: S; at: number } | null;
}

/** One case in progress: what it is now, which steps were taken and which marks were claimed. */
export class CaseProcess<C extends Case, S extends Step> {
  case: C;
  /** how often in a row marks could not be claimed, because the database did not answer */
  failures = 0;
  private skewMs: number;
  private readonly taken: Map<string, StepResult>;
  private readonly settled: Map<string, SettledMark>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kind: CaseKind<C, S>,
    input: ProcessInput<C>,
    private readonly activities: ProcessActivities<S>,
    /** the same, given up at once */
    private readonly singleTry: ProcessActivities<S>,
  ) {
    this.case = input.case;
    this.skewMs = input.earlier?.skewMs ?? 0;
    this.taken = new Map(input.earlier?.taken);
    this.settled = new Map(input.earlier?.settled.map((mark) => [key(mark), mark]));
  }

  /** What the next run needs to go on just like this one. */
  handOver(): ProcessInput<C> {
    const earlier = { taken: [...this.taken], settled: [...this.settled.values()], skewMs: this.skewMs };
    return { case: this.case, earlier };
  }

  /** Refuses, before anything is written to the history, a step that cannot be taken now. */
  check({ stepId, step, by }: StepRequest<S>): void {
    const { life } = this.kind;
    const refusal = this.taken.has(stepId) ? null : life.refusal(this.case, step, by, this.now());
    if (refusal) throw ApplicationFailure.nonRetryable(refusal.message, refusal.code);
  }

  take(request: StepRequest<S>, activities = this.activities): Promise<StepResult> {
    return this.inTurn(async () => {
      const before = this.taken.get(request.stepId);
      if (before) return before;
      this.check(request);
      const { at } = await activities.recordTransition({
        ...request,
        ...this.name(),
        version: this.case.version + 1,
      });
      this.failures = 0;
      this.case = this.kind.life.apply(this.case, request.step, at);
      this.forgetWithdrawnMarks();
      // A recorded step proves that the database is so far, not that it is no further: its answer may come twice.
      if (at > this.now()) this.learn(at);
      const result = { state: this.case.state, version: this.case.version };
      this.taken.set(request.stepId, result);
      return result;
    });
  }

  /** When, by Temporal's clock, the next mark stands; null when no clock is heading anywhere. */
  nextWake(): number | null {
    const instants = this.openMarks().map((mark) => mark.at + 1);
    const own = this.ownStep();
    if (own) instants.push(own.at);
    return instants.length === 0 ? null : Math.min(...instants) - this.skewMs;
  }

  /** Nothing will happen any more: final, and every mark that stands has been told. */
  isOver(): boolean {
    return this.kind.life.isFinal(this.case) && this.openMarks().length === 0;
  }

  /** Over, and nothing that may follow the end is taken any more. */
  isDone(): boolean {
    return this.isOver() && this.now() >= (this.openUntil() ?? -Infinity);
  }

  /** Until when what may follow its end is taken; null: nothing is. */
  openUntil(): number | null {
    return this.kind.life.openUntil(this.case);
  }

  /** @returns whether the database answered */
  claimDueMarks(): Promise<boolean> {
    return this.inTurn(async () => {
      const marks = this.openMarks().filter((mark) => mark.at < this.now());
      if (marks.length === 0) return true;
      try {
        const result = await this.unasked().claimMarks({ ...this.name(), marks });
        result.settled.forEach((mark) => this.settled.set(key(mark), mark));
        this.learn(result.now, result);
        this.failures = 0;
        return true;
      } catch (error) {
        if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
        this.failures += 1;
        return false;
      }
    });
  }

  /** Takes the step that nobody has to ask for, if its instant has come. @returns whether the database answered */
  async takeOwnStep(): Promise<boolean> {
    const own = this.ownStep();
    if (!own || own.at > this.now()) return true;
    const stepId = `${this.kind.name}/${this.kind.life.idOf(this.case)}/${this.case.version}/${own.step.action}`;
    const by = { id: `system:${this.kind.name}`, role: 'BOT' } as const;
    try {
      const request = { stepId, step: own.step, details: {}, by, requestId: '', attemptId: uuid4() };
      await this.take(request, this.unasked());
      return true;
    } catch (error) {
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
      this.failures += 1;
      return false;
    }
  }

  /** How long to wait for the database, ms: about as long as it has been away, but for minutes at most. */
  patienceMs(): number {
    return Math.min(MOST_PATIENCE_MS, 1_000 * 2 ** (this.failures - 1));
  }

  /** The database's time, as far as the process knows it (ADR 2). */
  now(): number {
    return Date.now() + this.skewMs;
  }

  /** For what nobody waits for: while the database is away, one look is enough. */
  private unasked(): ProcessActivities<S> {
    return this.failures === 0 ? this.activities : this.singleTry;
  }

  private ownStep() {
    return this.kind.ownStep?.(this.case) ?? null;
  }

  private openMarks(): DueMark[] {
    return this.marks().filter((mark) => !this.settled.has(key(mark)));
  }

  private marks(): DueMark[] {
    const { life, marks } = this.kind;
    return marks ? marks(this.case) : life.clocks(this.case).flatMap(marksOf);
  }

  private name() {
    return { kind: this.kind.name, caseId: this.kind.life.idOf(this.case) };
  }

  /** A mark that no longer stands (an earlier instant was accepted) may be reached, and told, again. */
  private forgetWithdrawnMarks(): void {
    const standing = new Set(this.marks().map(key));
    this.settled.forEach((_mark, name) => standing.has(name) || this.settled.delete(name));
  }

  private learn(databaseNow: number, claim?: ClaimMarksResult): void {
    const skewMs = databaseNow - Date.now();
    const wokenEarly = claim?.settled.length === 0;
    this.skewMs = wokenEarly || Math.abs(skewMs) >= TOLERATED_SKEW_MS ? skewMs : 0;
  }

  /** Steps and claims of one case run one after the other, in the order they came. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
