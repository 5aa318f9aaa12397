import { fileURLToPath } from 'node:url';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { canonicalJson, sha256 } from '@zhishou/platform/canonical-json';
import { rateLimited, unavailable } from '@zhishou/platform/errors';
import { FairQueue } from '@zhishou/platform/fair.queue';
import type { Logger } from '@zhishou/platform/log';
import { LOGGER } from '@zhishou/platform/tokens';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { Piscina } from 'piscina';
import { DataSource } from 'typeorm';
import { lastFactOf } from '../fact/known-facts.js';
import type { OpenFacts } from '../open-data/open-month.js';
import type { Figures } from '../dashboard/figures.js';
import type { LateRow } from '../settlement/late-rows.js';
import type { Computation, Computed } from '../sheet/compute-sheet.js';
import type { Asked, Compared, NotAsked, RestOfContract } from '../what-if/compare.js';
import type { ComputationData, Job, Jobs, Outcome } from './computing.job.js';
import { SharedResults } from './shared-results.js';

/** Longer than a client waits: what is made then is there when it is asked for again. */
const WITHIN_MS = 60_000;
const HEAP_MB = 1_024;
/** Starting one takes a second and more. */
const IDLE_MS = 10 * 60_000;
const MOST_WAITING = 50;
/** A year and more of months that are looked at. */
const MOST_SHEETS = 50;
/** Of the contracts and spans that people look at. */
const MOST_GLANCES = 20;
/** One after the other, each settled. */
const MOST_CONTRACTS = 5;
/** Questions of one person that may wait while another is computed. */
const MOST_QUESTIONS = 1;
const RETRY_SECONDS = 5;

// the built thread, also where this file runs as it was written
const THREAD = fileURLToPath(new URL('../../dist/computer/computing.thread.js', import.meta.url));

/**
 * Computes sheets in a thread beside the service's own, one after the other, so that whoever asks for something else
 * does not wait for it. The same computation is made once; a thread that has nothing to do ends.
 */
@Injectable()
export class SheetComputer implements OnModuleDestroy {
  private readonly pool: Piscina<Job<keyof Jobs>, Outcome<Jobs[keyof Jobs]['answers']>>;
  private readonly sheets = new SharedResults<Computed>(MOST_SHEETS);
  private readonly glances = new SharedResults<Figures>(MOST_GLANCES);
  private readonly late = new SharedResults<LateRow[]>(MOST_CONTRACTS);
  private readonly questions = new FairQueue(1, MOST_QUESTIONS);

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    const { url } = dataSource.options as { url?: string };
    this.pool = new Piscina({
      filename: THREAD,
      workerData: { url },
      minThreads: 0,
      maxThreads: 1,
      maxQueue: MOST_WAITING,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
  }

  /** The month's sheet. @throws UserError UNAVAILABLE when it takes too long or too many wait */
  async sheet(computation: Computation): Promise<Computed> {
    const of = await this.handedOver(computation);
    return this.sheets.of(keyOf(of), () => this.run('sheet', { compute: 'sheet', of }));
  }

  /** The month in the neutral format. @throws UserError UNAVAILABLE when it takes too long or too many wait */
  async monthFile(computation: Computation): Promise<FactsFile> {
    return this.run('monthFile', { compute: 'monthFile', of: await this.handedOver(computation) });
  }

  /** What no sheet of the contract counts any more. @throws UserError UNAVAILABLE when it takes too long or too many wait */
  async lateRows(computation: Computation): Promise<LateRow[]> {
    const of = await this.handedOver(computation);
    return this.late.of(keyOf(of), () => this.run('lateRows', { compute: 'lateRows', of }));
  }

  /** What the month's sheet is computed from. @throws UserError UNAVAILABLE when it takes too long or too many wait */
  async openMonth(computation: Computation): Promise<OpenFacts> {
    return this.run('openMonth', { compute: 'openMonth', of: await this.handedOver(computation) });
  }

  /** The month beside what it would be. @throws UserError RATE_LIMITED for who asks on while he waits, UNAVAILABLE */
  async whatIf(
    personId: string,
    computation: Computation,
    asked: Asked,
    rest: Omit<RestOfContract, 'contract'>,
  ): Promise<Compared | NotAsked> {
    return this.inTurn(personId, async () =>
      this.run('whatIf', { compute: 'whatIf', of: await this.handedOver(computation), asked, rest }),
    );
  }

  /** What the faults of a contract come to. @throws UserError RATE_LIMITED for who asks on while he waits, UNAVAILABLE */
  async figures(
    personId: string,
    computation: Computation,
    asked: { months: readonly string[]; now: number },
  ): Promise<Figures> {
    const of = await this.handedOver(computation);
    const key = canonicalJson({ asked, contract: of.contractVersion, facts: of.ownLastFact });
    return this.inTurn(personId, () =>
      this.glances.of(key, () => this.run('figures', { compute: 'figures', of, asked })),
    );
  }

  /** One question of a person at a time, and one that waits. */
  private async inTurn<Answer>(personId: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (!this.questions.hasRoom(personId)) throw rateLimited(RETRY_SECONDS);
    const soon = AbortSignal.timeout(WITHIN_MS);
    try {
      return await this.questions.run(personId, soon, ask);
    } catch (error) {
      throw soon.aborted ? unavailable() : error;
    }
  }

  onModuleDestroy(): Promise<void> {
    return this.pool.destroy();
  }

  private async handedOver({ contract, ...data }: Computation): Promise<ComputationData> {
    const ownLastFact = await lastFactOf(this.dataSource.manager, contract.id, data.lastFact);
    return { ...data, contractVersion: contract.version, ownLastFact };
  }

  private async run<Name extends keyof Jobs>(name: Name, job: Job<Name>): Promise<Jobs[Name]['answers']> {
    const outcome = await this.pool
      .run(job as Job<keyof Jobs>, { signal: AbortSignal.timeout(WITHIN_MS) })
      .catch((error: unknown) => {
        this.log.error({ err: error, job: name, month: job.of.month }, 'a month could not be computed');
        throw unavailable();
      });
    if ('answer' in outcome) return outcome.answer;
    this.log.warn({ reason: outcome.message }, 'the database is away');
    throw unavailable();
  }
}

/** The same for computations that read the same facts of their contract, whatever else is known. */
const keyOf = ({ lastFact: _, factsHash: _hash, ...facts }: ComputationData): string =>
  sha256(canonicalJson(facts));
