import { SHEET_OPENED, type SheetEventData } from '@zhishou/messages/sheet-events';
import { TOPICS } from '@zhishou/messages/topics';
import { writeAudit } from '@zhishou/platform/audit/audit';
import { keptOf } from '@zhishou/platform/contract/kept';
import { databaseNow } from '@zhishou/platform/db/clock';
import { insertOnce } from '@zhishou/platform/db/insert-once';
import { inTransaction } from '@zhishou/platform/db/transaction';
import { appendEvent } from '@zhishou/platform/outbox/outbox';
import { contractMonths } from '@zhishou/rules/contract/contract-months';
import type { Contract } from '@zhishou/rules/contract/contract.types';
import { lastDayOf, type Month, monthBounds } from '@zhishou/rules/month';
import { openSheet } from '@zhishou/rules/score/sheet-case';
import type { DataSource, EntityManager } from 'typeorm';
import { ScoreSheet } from './sheet.entity.js';
import { sheetColumns, sheetSnapshot } from './sheet.recording.js';

/** `{contract}/{yyyy-mm}`: a month is a contract's own (domain §10). */
export const sheetIdOf = (contract: Pick<Contract, 'id'>, month: Month): string => `${contract.id}/${month}`;

/** Opens the sheet of every month that is over by the database's clock, each once. @returns those opened */
export const openSheets = (db: DataSource, contracts: readonly Contract[]): Promise<string[]> =>
  inTransaction(db, async (manager) => {
    const now = await databaseNow(manager);
    const opened: string[] = [];
    for (const contract of contracts)
      for (const month of await keptMonths(manager, contract))
        if (
          monthBounds(month).to <= now &&
          (await openMonth(manager, { contract, month, onPaper: false }, now))
        )
          opened.push(sheetIdOf(contract, month));
    return opened;
  });

/** Those of which a day is kept; none before the service has noted from which day on, which a worker may come before. */
async function keptMonths(manager: EntityManager, contract: Contract): Promise<Month[]> {
  const { keptFrom } = await keptOf(manager, contract);
  return contractMonths(contract).filter((month) => keptFrom !== null && lastDayOf(month) >= keptFrom);
}

/** Those of which no day is kept: their scores are on paper (domain §10). */
export async function paperMonths(manager: EntityManager, contract: Contract): Promise<Month[]> {
  const kept = await keptMonths(manager, contract);
  return contractMonths(contract).filter((month) => !kept.includes(month));
}

/** The sheet of a month on paper; opened here the first time. */
export const openPaperMonth = (db: DataSource, contract: Contract, month: Month): Promise<ScoreSheet> =>
  inTransaction(db, async (manager) => {
    await openMonth(manager, { contract, month, onPaper: true }, await databaseNow(manager));
    return manager.findOneByOrFail(ScoreSheet, { id: sheetIdOf(contract, month) });
  });

async function openMonth(
  manager: EntityManager,
  { contract, month, onPaper }: { contract: Contract; month: Month; onPaper: boolean },
  now: number,
): Promise<boolean> {
  const rules = {
    contractVersion: contract.version,
    objectionWorkingDays: contract.choices['score.objectionWorkingDays'],
    holidays: contract.holidays,
  };
  const process = openSheet(sheetIdOf(contract, month), month, rules, onPaper);
  const sheet = manager.create(ScoreSheet, {
    id: process.sheetId,
    contractId: contract.id,
    contractVersion: contract.version,
    month,
    objectionText: null,
    answerText: null,
    openedAt: new Date(now),
    processStartedAt: null,
    ...sheetColumns(process),
  });
  if (!(await insertOnce(manager, ScoreSheet, sheet))) return false;
  const at = new Date(now);
  const data: SheetEventData = { sheet: await sheetSnapshot(sheet, manager) };
  await appendEvent(manager, {
    topic: TOPICS.scoring,
    type: SHEET_OPENED,
    subject: sheet.id,
    time: at,
    data,
  });
  await writeAudit(manager, {
    actorId: 'system:scoring',
    action: 'openSheet',
    aggregateId: sheet.id,
    after: { contractId: contract.id, month, state: sheet.state, version: sheet.version },
    at,
  });
  return true;
}
