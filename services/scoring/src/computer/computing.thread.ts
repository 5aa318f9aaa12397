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
import type { ComputationData, Job, Jobs, Outcome } from './computing.job.js';
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
export default async function compute(job: Job<keyof Jobs>): Promise<Outcome<Jobs[keyof Jobs]['answers']>> {
  try {
    if (!db.isInitialized) await db.initialize();
    return { answer: await answerTo(job) };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return { isDatabaseAway: true, message: (error as Error).message };
  }
}

async function answerTo(job: Job<keyof Jobs>): Promise<Jobs[keyof Jobs]['answers']> {
  const contract = await versions.byVersion(job.of.contractVersion);
  const computation: Computation = { ...job.of, contract };
  const known = () => projected(job.of, computation);
  if (job.compute === 'sheet') return computeSheet(db.manager, computation, known);
  if (isFigures(job)) {
    const { id } = contract;
    const told = await factsUpTo(db.manager, id, job.of.lastFact);
    return figuresOf(contract, faultsOf(told), job.asked);
  }
  if (job.compute === 'lateRows') return lateRows(db.manager, computation, known);
  if (job.compute === 'openMonth') {
    const facts = await monthFacts(db.manager, computation, known);
    return openFacts(scoreContractOf(contract), computation.month, facts);
  }
  const key = JSON.stringify({ ...job.of, lastFact: job.of.ownLastFact, factsHash: null });
  const file = await files.of(key, () => monthFile(db.manager, computation, known));
  return isWhatIf(job) ? compare(file, job.asked, { ...job.rest, contract }) : file;
}

const isFigures = (job: Job<keyof Jobs>): job is Job<'figures'> => job.compute === 'figures';
const isWhatIf = (job: Job<keyof Jobs>): job is Job<'whatIf'> => job.compute === 'whatIf';

/** Every month of a contract begins with all that was told of it. */
const projected = (
  { contractVersion, kept, ownLastFact }: ComputationData,
  computation: Computation,
): Promise<ScoreFacts> =>
  projections.of(JSON.stringify({ contractVersion, kept, ownLastFact }), () =>
    projectedFacts(db.manager, computation),
  );
