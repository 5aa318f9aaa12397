import 'reflect-metadata';
import { workerData } from 'node:worker_threads';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { isDatabaseAway } from '@zhishou/platform/db/database-error';
import type { FactsFile } from '@zhishou/rules/score/neutral/format.types';
import { scoreContractOf } from '@zhishou/rules/score/score-contract';
import type { ScoreFacts } from '@zhishou/rules/score/facts.types';
import { DataSource } from 'typeorm';
import { figuresOf } from '../dashboard/figures.js';
import { database } from '../database.js';
import { type Computation, computeSheet, monthFacts, projectedFacts } from '../sheet/compute-sheet.js';
import { openFacts } from '../open-data/open-month.js';
import { faultsOf } from '../document/known-faults.js';
import { factsUpTo } from '../fact/known-facts.js';
import { lateRows } from '../settlement/late-rows.js';
import { monthFile } from '../sheet/month-file.js';
import { compare } from '../what-if/compare.js';
import type { AnyJob, ComputationData, Jobs, Outcome } from './computing.job.js';
import { SharedResults } from './shared-results.js';

/** One work at a time needs one connection; the second is for a statement that another waits for. */
const CONNECTIONS = 2;
/** Of a contract whose months are asked for one after the other. */
const MOST_CONTRACTS = 2;
const MOST_FILES = 2;

const { url } = workerData as { url: string };
const db = new DataSource({ ...database(url), poolSize: CONNECTIONS, applicationName: 'scoring computing' });
const versions = new ContractStore(db);
const projections = new SharedResults<ScoreFacts>(MOST_CONTRACTS);
const files = new SharedResults<FactsFile>(MOST_FILES);

/** Runs in a thread of the service's, one at a time. */
export default async function compute(job: AnyJob): Promise<Outcome<Jobs[keyof Jobs]['answers']>> {
  try {
    if (!db.isInitialized) await db.initialize();
    return { answer: await answerTo(job) };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { isDatabaseAway: true, message: (error as Error).message };
  }
}

async function answerTo(job: AnyJob): Promise<Jobs[keyof Jobs]['answers']> {
  const { manager } = db;
  const contract = await versions.byVersion(job.of.contractVersion);
  const computation: Computation = { ...job.of, contract };
  const known = () => projected(job.of, computation);
  switch (job.compute) {
    case 'sheet':
      return computeSheet(manager, computation, known);
    case 'lateRows':
      return lateRows(manager, computation, known);
    case 'openMonth':
      return openFacts(
        scoreContractOf(contract),
        computation.month,
        await monthFacts(manager, computation, known),
      );
    case 'figures':
      return figuresOf(contract, faultsOf(await factsUpTo(manager, contract.id, job.of.lastFact)), job.asked);
    case 'monthFile':
      return fileOf(job.of, computation);
    case 'whatIf':
      return compare(await fileOf(job.of, computation), job.asked, { ...job.rest, contract });
  }
}

const fileOf = (of: ComputationData, computation: Computation): Promise<FactsFile> =>
  files.of(JSON.stringify({ ...of, lastFact: of.ownLastFact, factsHash: null }), () =>
    monthFile(db.manager, computation, () => projected(of, computation)),
  );

/** Every month of a contract begins with all that was told of it. */
const projected = (
  { contractVersion, kept, ownLastFact }: ComputationData,
  computation: Computation,
): Promise<ScoreFacts> =>
  projections.of(JSON.stringify({ contractVersion, kept, ownLastFact }), () =>
    projectedFacts(db.manager, computation),
  );
