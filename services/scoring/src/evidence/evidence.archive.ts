import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { auditFile, FACTS, SHEET } from '@zhishou/platform/audit/evidence/check-evidence';
import { auditLines, factLines, withLineEnds } from '@zhishou/platform/audit/evidence/evidence-lines';
import { canonicalJson } from '@zhishou/platform/canonical-json';
import archiver from 'archiver';
import { DataSource } from 'typeorm';
import { SheetComputer } from '../computer/sheet.computer.js';
import { computationOf } from '../sheet/month-file.js';
import { ScoreSheet } from '../sheet/sheet.entity.js';
import { SheetService } from '../sheet/sheet.service.js';

const README = `本压缩包是一个月考核的全部证据，可脱离系统独立核验。

${auditFile('scoring')}  考核服务的审计链，每行一条；hash 是 previousHash 与 entry 原文连接后的 SHA-256
${FACTS}          系统所知的全部事实，从第一条到本表评分时的最后一条，逐条相连
${SHEET}           评分时算出的考核表；其 SHA-256 记在审计链中本月的 scoreMonth 一条里
cases.json           本月的规则与事实，通用格式；npm run --silent score -- evaluate cases.json 可重新算出各项得分

核验：解压后运行 npm run verify -- files <文件夹>，不需要任何服务器。
用环境变量 AUDIT_HEAD_FILE 和 AUDIT_HEAD_PUBLIC_KEYS 给出审计方自己保存的签名链头与公钥，可一并核对。
`;

/** A scored month's evidence: what its points were computed from, and the chains over it. */
@Injectable()
export class EvidenceArchive {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sheets: SheetService,
    private readonly computer: SheetComputer,
  ) {}

  /** What packs the archive of a sheet, a file after the other, as it is read. @param id of a sheet that was scored */
  async of(id: string): Promise<() => Readable> {
    const { manager } = this.dataSource;
    const sheet = await manager.findOneByOrFail(ScoreSheet, { id });
    const contract = await this.sheets.contractOf(sheet);
    const computation = await computationOf(manager, sheet, contract);
    const result = await this.sheets.computed(sheet);
    const cases = await this.computer.monthFile(computation);
    return () => {
      const archive = archiver('zip');
      const add = (name: string, lines: AsyncIterable<string>) =>
        archive.append(Readable.from(withLineEnds(lines)), { name });
      archive.append(README, { name: 'README.txt' });
      archive.append(canonicalJson(result), { name: SHEET });
      archive.append(canonicalJson(cases), { name: 'cases.json' });
      add(FACTS, factLines(manager, 'scoring', computation.lastFact));
      add(auditFile('scoring'), auditLines(manager));
      // what goes wrong is told by the stream itself
      void archive.finalize().catch(() => undefined);
      return archive;
    };
  }
}
