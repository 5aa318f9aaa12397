import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { everyDocument } from '../test/every-document.js';

const run = promisify(execFile);

const PROGRAMS = ['soffice', 'pdftotext', 'pdfinfo', 'fc-list'];

/** Why nothing can be put on paper here, or nothing. */
async function missing(): Promise<string | undefined> {
  const found = await run('sh', ['-c', `for one in ${PROGRAMS.join(' ')}; do command -v $one; done; true`]);
  const absent = PROGRAMS.filter((program) => !found.stdout.includes(`/${program}\n`));
  if (absent.length > 0) return `not installed: ${absent.join(', ')}`;
  const fonts = await run('fc-list', [':lang=zh', 'family']);
  return fonts.stdout.trim() === '' ? 'no font with Chinese characters is installed' : undefined;
}

/** What has to be on paper, and how many pages fonts of any width may make of it. */
const PAGES: Record<string, { from: number; to: number; says: string[] }> = {
  'monthly-plan.docx': {
    from: 5,
    to: 8,
    says: ['月度巡检计划', '第 1 页', 'KA-LINK', '甲方监督管理员（签字）'],
  },
  'monthly-plan.xlsx': {
    from: 3,
    to: 8,
    says: ['月度巡检计划', '第 1 页', 'KA-LINK', '甲方监督管理员（签字）'],
  },
  'visit-record.docx': { from: 2, to: 3, says: ['巡检记录表', '√', '×', '9f86d081884c7d65'] },
  'inspection-report.docx': { from: 2, to: 4, says: ['月度巡检报告', 'GZ-202608-0007', '六、结论'] },
  'joint-test-report.docx': { from: 1, to: 3, says: ['月度联调报告', '38.2Mbit/s', '三、联调结果'] },
  'hazard-list.docx': { from: 1, to: 2, says: ['月度隐患汇总', '整改中'] },
  'maintenance-report.docx': {
    from: 3,
    to: 5,
    says: ['月度维护和总结分析报表', '四、未修复故障', '图2各月及时率', '乙方项目负责人（签字）'],
  },
  'maintenance-report.xlsx': { from: 6, to: 8, says: ['月度维护和总结分析报表', '未修复故障的跟进情况'] },
  'annual-summary.docx': { from: 3, to: 6, says: ['系统年度总结报告', '图2故障类型', '甲方负责人（签字）'] },
  'annual-summary.xlsx': { from: 6, to: 7, says: ['系统年度总结报告', '月度隐患汇总资料'] },
  'service-plan.docx': { from: 2, to: 4, says: ['服务计划', '七、服务目标', '乙方负责人（签字）'] },
  'bulletin.docx': { from: 2, to: 3, says: ['维护质量通报', '未达到', '甲方监督管理员（签字）'] },
  'fault-analysis.docx': {
    from: 2,
    to: 3,
    says: ['系统故障处理分析报告', '八、经验教训', '甲方使用部门（签字）'],
  },
  'month-analysis.docx': { from: 3, to: 6, says: ['本月故障', '故障2GZ-202608-0007'] },
  'score-sheet.docx': { from: 2, to: 3, says: ['考核表', '请予核减', '甲方管理员（签字）'] },
  'score-sheet.xlsx': { from: 1, to: 2, says: ['考核表', '72.33', '甲方管理员（签字）'] },
  'settlement-statement.docx': { from: 2, to: 3, says: ['酬金结算单', '868,992.01', '乙方负责人（签字）'] },
  'settlement-statement.xlsx': { from: 5, to: 5, says: ['酬金结算单', '868,992.01', '分期付款'] },
  'hazard-list.xlsx': { from: 1, to: 1, says: ['月度隐患汇总', '整改中', '共 1 页'] },
};

const why = await missing();
if (why !== undefined) process.stderr.write(`No document was put on paper: ${why}.\n`);

(why === undefined ? describe : describe.skip)(
  `on paper, by LibreOffice${why ? ` (skipped: ${why})` : ''}`,
  () => {
    let folder: string;
    const pdfOf = (name: string) =>
      join(folder, 'pdf', extname(name), `${basename(name, extname(name))}.pdf`);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'documents-'));
      for (const [name, write] of Object.entries(everyDocument))
        await writeFile(join(folder, name), await write());
      // a start of the office is dear, and plan.docx and plan.xlsx would become the same plan.pdf
      for (const kind of ['.docx', '.xlsx']) await toPdf(kind);
    }, 300_000);

    async function toPdf(kind: string): Promise<void> {
      const names = Object.keys(everyDocument).filter((name) => extname(name) === kind);
      // it may crash when all is done, and may answer 0 where it did nothing: what counts is what lies there
      const { stdout, stderr } = await run(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          ...['--convert-to', 'pdf', '--outdir', join(folder, 'pdf', kind)],
          ...names.map((name) => join(folder, name)),
        ],
        { timeout: 240_000 },
      ).catch((error: { stdout: string; stderr: string }) => error);
      const absent = names.filter((name) => !existsSync(pdfOf(name)));
      if (absent.length > 0) throw new Error(`not printed: ${absent.join(', ')}\n${stdout}\n${stderr}`);
    }

    afterAll(() => rm(folder, { recursive: true, force: true }));

    it.each(Object.entries(PAGES))(
      '%s says what it should, on as many pages as an office expects',
      async (name, page) => {
        const { stdout: text } = await run('pdftotext', ['-layout', pdfOf(name), '-']);
        for (const said of page.says) expect(text.replace(/\s+/g, '')).toContain(said.replace(/\s+/g, ''));
        const { stdout: info } = await run('pdfinfo', [pdfOf(name)]);
        const pages = Number(/^Pages:\s*(\d+)/m.exec(info)?.[1]);
        expect(pages).toBeGreaterThanOrEqual(page.from);
        expect(pages).toBeLessThanOrEqual(page.to);
        expect(info).toMatch(/^Page size:.*A4/m);
        expect(text.replace(/\s+/g, '')).toContain(`第${pages}页共${pages}页`);
      },
    );
  },
);
