import { ApplicationFailure, isCancellation, patched, TemporalFailure } from '@temporalio/workflow';
import type {
  ClaimMarksResult,
  SettledMark,
  StepRequest,
  StepResult,
  TicketActivities,
  TicketWorkflowInput,
} from '@zhishou/messages/ticket-workflow';
import { type DueMark, marksOf, marksWhereverTheyLie } from '@zhishou/rules/clock';
import { openUntil, type TicketCase } from '@zhishou/rules/ticket-case';
import { isFinal } from '@zhishou/rules/ticket-life';
import { applyStep } from '@zhishou/rules/ticket-step';
import { refusalOf } from '@zhishou/rules/ticket-permission';

/** The longest pause between two looks for a database that is away. */
const MOST_PATIENCE_MS = 10 * 60_000;

/** Less than this, and the difference is the time a call takes, not a clock that is wrong. */
const TOLERATED_SKEW_MS = 1000;

const key = (mark: SettledMark): string => `${mark.clock}/${mark.mark}`;

/** One ticket in progress: what it is now, which steps were taken and which marks were claimed. */
export class TicketProcess {
  ticket: TicketCase;
  /** how often in a row marks could not be claimed, because the database did not answer */
  failures = 0;
  private skewMs: number;
  private readonly taken: Map<string, StepResult>;
  private readonly settled: Map<string, SettledMark>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    input: TicketWorkflowInput,
    private readonly activities: TicketActivities,
    /** the same, given up at once */
    private readonly singleTry: TicketActivities,
  ) {
    this.ticket = input.case;
    this.skewMs = input.earlier?.skewMs ?? 0;
    this.taken = new Map(input.earlier?.taken);
    this.settled = new Map(input.earlier?.settled.map((mark) => [key(mark), mark]));
  }

  /** What the next run needs to go on just like this one. */
  handOver(): TicketWorkflowInput {
    const earlier = { taken: [...this.taken], settled: [...this.settled.values()], skewMs: this.skewMs };
    return { case: this.ticket, earlier };
  }

  /** Refuses, before anything is written to the history, a step that cannot be taken now. */
  check({ stepId, step, by }: StepRequest): void {
    const refusal = this.taken.has(stepId) ? null : refusalOf(this.ticket, step, by, this.now());
    if (refusal) throw ApplicationFailure.nonRetryable(refusal.message, refusal.code);
  }

  take(request: StepRequest): Promise<StepResult> {
    return this.inTurn(async () => {
      const before = this.taken.get(request.stepId);
      if (before) return before;
      this.check(request);
      const { ticketId, version } = this.ticket;
      const { at } = await this.activities.recordTransition({ ...request, ticketId, version: version + 1 });
      this.failures = 0;
      this.ticket = applyStep(this.ticket, request.step, at);
      this.forgetWithdrawnMarks();
      // A recorded step proves that the database is so far, not that it is no further: its answer may come twice.
      if (at > this.now()) this.learn(at);
      const result = { state: this.ticket.state, version: this.ticket.version };
      this.taken.set(request.stepId, result);
      return result;
    });
  }

  /** When, by Temporal's clock, the next mark stands; null when no clock is heading anywhere. */
  nextWake(): number | null {
    const instants = this.openMarks().map((mark) => mark.at);
    return instants.length === 0 ? null : Math.min(...instants) + 1 - this.skewMs;
  }

  /** Nothing will happen any more: final, and every mark that stands has been told. */
  isOver(): boolean {
    return isFinal(this.ticket.state) && this.openMarks().length === 0;
  }

  /** Over, and nothing that may follow the end is taken any more. */
  isDone(): boolean {
    return this.isOver() && this.now() >= (openUntil(this.ticket) ?? -Infinity);
  }

  /** @returns whether the database answered */
  claimDueMarks(): Promise<boolean> {
    return this.inTurn(async () => {
      const marks = this.openMarks().filter((mark) => mark.at < this.now());
      if (marks.length === 0) return true;
      const activities = this.failures === 0 ? this.activities : this.singleTry;
      try {
        const result = await activities.claimMarks({ ticketId: this.ticket.ticketId, marks });
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

  /** How long to wait for the database, ms: about as long as it has been away, but for minutes at most. */
  patienceMs(): number {
    return Math.min(MOST_PATIENCE_MS, 1_000 * 2 ** (this.failures - 1));
  }

  /** The database's time, as far as the process knows it (ADR 2). */
  now(): number {
    return Date.now() + this.skewMs;
  }

  private openMarks(): DueMark[] {
    return this.marks().filter((mark) => !this.settled.has(key(mark)));
  }

  /** A process of before may have acted on a mark that lay where its clock stood still: it is replayed so. */
  private marks(): DueMark[] {
    const { clocks } = this.ticket;
    const marks = clocks.flatMap(marksOf);
    const before = clocks.flatMap(marksWhereverTheyLie);
    const isSame = before.length === marks.length && before.every(({ at }, index) => at === marks[index]?.at);
    return isSame || patched('marks-lie-where-clocks-run') ? marks : before;
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

  /** Steps and claims of one ticket run one after the other, in the order they came. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
