import 'reflect-metadata';
import { ContractStore } from '@zhishou/platform/contract/contract.store';
import { DataSource, type EntityManager } from 'typeorm';
import { database } from './database.js';
import { monthFile, computationOf } from './sheet/month-file.js';
import { differences, replaySheet } from './sheet/replay-sheet.js';
import { ScoreSheet } from './sheet/sheet.entity.js';
import { type ScoreArguments, scoreArguments } from './score.arguments.js';
import { Refused } from './score.refused.js';
import { askFromCommand } from './what-if/what-if.command.js';

const db = await new DataSource(database()).initialize();
try {
  const answer = await run(db.manager, scoreArguments(process.argv.slice(2)));
  process.stdout.write(`${answer.text}\n`);
  process.exitCode = answer.exitCode;
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
} finally {
  await db.destroy();
}

async function run(manager: EntityManager, { command, month, contractId, options }: ScoreArguments) {
  const sheets = await manager.findBy(ScoreSheet, {
    ...(month ? { month } : {}),
    ...(contractId ? { contractId } : {}),
  });
  if (sheets.length === 0) throw new Refused(`没有这个月的考核表 there is no score sheet: ${month ?? ''}`);
  const versions = new ContractStore(db);
  if (command === 'replay') return replayAll(manager, versions, sheets);
  const [sheet, other] = sheets;
  if (other)
    throw new Refused(
      `这个月有多份考核表，请用 --contract 指明 name one by --contract: ${sheets.map(({ contractId: id }) => id).join(', ')}`,
    );
  if (sheet!.process.onPaper)
    throw new Refused(`${sheet!.id} 为纸质评分，无可计算 is on paper: nothing to compute`);
  const contract = await versions.byVersion(sheet!.contractVersion);
  const file = await monthFile(manager, await computationOf(manager, sheet!, contract));
  if (command === 'export') return { text: JSON.stringify(file, null, 1), exitCode: 0 };
  return { text: await askFromCommand(manager, { sheet: sheet!, contract, file }, options), exitCode: 0 };
}

async function replayAll(manager: EntityManager, versions: ContractStore, sheets: ScoreSheet[]) {
  const lines: string[] = [];
  let wrong = 0;
  for (const sheet of sheets.sort((a, b) => a.id.localeCompare(b.id))) {
    if (sheet.process.onPaper) {
      lines.push(`${sheet.id}  纸质评分 on paper`);
      continue;
    }
    if (sheet.scoringId === null) {
      lines.push(`${sheet.id}  尚未评分 not scored`);
      continue;
    }
    const replayed = await replaySheet(manager, await versions.byVersion(sheet.contractVersion), sheet);
    const found = differences(replayed);
    if (found.length > 0) wrong += 1;
    const { performance, service } = replayed.kept;
    lines.push(
      `${sheet.id}  ${performance} · ${service}  ${found.length === 0 ? '一致 agrees' : '不一致 DIFFERS'}`,
    );
    lines.push(...found.map((one) => `  ${one}`));
  }
  return { text: lines.join('\n'), exitCode: wrong === 0 ? 0 : 1 };
}
