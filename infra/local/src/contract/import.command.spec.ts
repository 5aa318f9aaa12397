import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sheet } from '@zhishou/documents/layout/sheet';
import { loadContract } from '@zhishou/platform/contract/load-contract';
import { runContractCommand } from './contract-command.js';

const SHAOGUAN = fileURLToPath(new URL('../../../../contracts/shaoguan-2026', import.meta.url));

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-'));
  folder = join(root, 'contract');
  cpSync(SHAOGUAN, folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const given = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(root, name), content);
  return join(root, name);
};
const run = (command: string, ...args: string[]) =>
  runContractCommand([...command.split(' '), ...args, '--contract', folder]);
const filesOf = (of: string) => readdirSync(of).map((file) => [file, readFileSync(join(of, file), 'utf8')]);
const quantityOf = (code: string) =>
  loadContract(folder).assets.find((asset) => asset.code === code)?.quantity;

// 编号,数量 / L1-S1-02,17 as Excel writes it in China
const GBK = Buffer.concat([
  Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xca, 0xfd, 0xc1, 0xbf]),
  Buffer.from('\r\nL1-S1-02,17\r\n'),
]);

describe('importing a table into a contract folder', () => {
  it('shows row by row what would change, and changes it when told to', async () => {
    const file = given('new.csv', '\ufeff编号;数量;品牌\r\nL1-S1-02;17;\r\nL1-S1-01;1;\r\n');
    const shown = await run('import equipment', file);
    expect(shown.exitCode).toBe(0);
    expect(shown.text.split('\n').slice(1)).toEqual([
      '第 2 行 修改 L1-S1-02 高清视频会议终端（数量：16 → 17）',
      '第 3 行 不变 L1-S1-01 高清视频会议服务器',
      '共 新增 0，修改 1，不变 1，移除 0',
      '这是试运行，什么都没有改；确认后加 --apply 写入。',
    ]);
    expect(filesOf(folder)).toEqual(filesOf(SHAOGUAN));

    const applied = await run('import equipment', file, '--apply');
    expect(applied).toEqual({ exitCode: 0, text: expect.stringContaining('各服务下次启动时生效') });
    expect(quantityOf('L1-S1-02')).toBe(17);
    expect(readdirSync(folder)).toEqual(readdirSync(SHAOGUAN));
    const again = await run('import equipment', file, '--apply');
    expect(again.text).toContain('没有要改的');
  });

  it('applies nothing when one row is wrong, and tells programs where', async () => {
    const file = given('wrong.csv', 'code,quantity\nL1-S1-02,17\nL1-S1-01,many\n');
    const { exitCode, text } = await run('import equipment', file, '--apply', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      applied: false,
      problems: [{ row: 3, column: '数量', message: expect.stringContaining('现为：many') }],
    });
    expect(filesOf(folder)).toEqual(filesOf(SHAOGUAN));
  });

  it('says what a removal means before it is made', async () => {
    const lines = readFileSync(join(folder, 'equipment.csv'), 'utf8').split('\n');
    const file = given('fewer.csv', lines.filter((line) => !line.startsWith('L1-S1-03')).join('\n'));
    const { text } = await run('import equipment', file, '--replace');
    expect(text).toContain('表里没有 移除 L1-S1-03 无线蓝牙麦克风');
    expect(text).toContain('请先核对有无未结工单和本月计划');
  });

  it('reads what Excel writes in China', async () => {
    await run('import equipment', given('gbk.csv', GBK), '--apply');
    expect(quantityOf('L1-S1-02')).toBe(17);
  });

  it.each(['equipment.xlsx', 'equipment.csv', 'holidays.xlsx', 'holidays.csv'])(
    'changes nothing by %s as it was exported',
    async (name) => {
      const subject = name.split('.')[0]!;
      const file = join(root, name);
      expect((await run(`export ${subject}`, file)).exitCode).toBe(0);
      const { exitCode, text } = await run(`import ${subject}`, file, '--replace', '--apply');
      expect({ exitCode, last: text.split('\n').at(-1) }).toEqual({ exitCode: 0, last: '没有要改的。' });
      expect((await run(`export ${subject}`, file)).text).toContain('已经有了');
    },
  );

  it('takes the days of a workbook as days', async () => {
    const columns = ['类别', '节日', '首日', '末日'].map((title, at) => ({
      title,
      width: 9,
      value: (row: readonly (string | number)[]) => row[at] ?? '',
    }));
    const head = { project: '', bureau: '', provider: '', createdAt: 0 };
    const rows = [['放假', '春节', '2027-02-05', '２０２７.2.11']];
    const bytes = await sheet(head, { title: '节假日', lines: [], columns, rows, signers: [] });
    const { text } = await run('import holidays', given('spring.xlsx', bytes), '--apply');
    expect(text).toContain('放假 春节 2027（末日：2027-02-08 → 2027-02-11）');
    expect(loadContract(folder).holidays.off).toContainEqual({
      name: '春节',
      from: '2027-02-05',
      to: '2027-02-11',
    });
  });

  it.each<[string, Uint8Array, string]>([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 .xlsx'],
    ['an archive of something else', Buffer.from('504b0506'.padEnd(44, '0'), 'hex'), '不是表格'],
    ['half a workbook', Buffer.from('504b0304ffff', 'hex'), '不是完好的 Excel 工作簿'],
    ['a PDF', Buffer.from('%PDF-1.7'), '不是表格'],
    ['bytes of no writing', Buffer.from([0xff, 0xff, 0x80]), 'UTF-8 或 GBK'],
    ['an open quote', Buffer.from('code,name\n"L1'), '不是能读的 CSV'],
    ['nothing', Buffer.from(''), '没有表头'],
    ['far too much', Buffer.alloc(10_000_001, 'a'), '最多 10000000'],
  ])('refuses %s by what is in it', async (_, content, message) => {
    const { exitCode, text } = await run('import equipment', given('table.csv', content));
    expect({ exitCode, text }).toEqual({ exitCode: 1, text: expect.stringContaining(message) });
  });

  it('refuses a file that is not there, and a command that is not complete', async () => {
    expect((await run('import equipment', join(root, 'none.csv'))).text).toContain('没有这个文件');
    for (const args of [
      ['people', 'a.csv'],
      ['equipment'],
      ['equipment', 'a', 'b'],
      ['equipment', 'a', '--now'],
    ])
      expect((await run('import', ...args)).exitCode).toBe(2);
    expect((await run('export equipment', join(root, 'a.pdf'))).exitCode).toBe(2);
  });
});
