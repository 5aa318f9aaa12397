import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContract, loadContracts } from '@zhishou/platform/contract/load-contract';
import { runContractCommand } from './contract-command.js';

const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../../../contracts/${name}`, import.meta.url));
const shaoguan = folderOf('shaoguan-2026');

/** Works on a copy of the Shaoguan folder with one passage of one file replaced. */
function withEdit<T>(file: string, passage: string, by: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  try {
    cpSync(shaoguan, folder, { recursive: true });
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain(passage);
    writeFileSync(join(folder, file), text.replace(passage, by));
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the version of a contract', () => {
  const { version } = loadContract(shaoguan);
  const versionWith = (file: string, passage: string, by: string): string =>
    withEdit(file, passage, by, (folder) => loadContract(folder).version);

  it('does not change with comments, nor with the order of fields', () => {
    expect(versionWith('faults.yaml', '\n# ', '\n# 另：')).toBe(version);
    expect(versionWith('scores.yaml', 'of: 5\n  missing: 2', 'missing: 2\n  of: 5')).toBe(version);
    expect(loadContract(shaoguan, { signedOn: '2026-06-28' }).version).toBe(version);
  });

  it('changes with every value, and with the signing day', () => {
    const versions = [
      version,
      versionWith('scores.yaml', 'missing: 2', 'missing: 3'),
      versionWith('equipment.csv', '套,16,高清视频会议终端', '套,17,高清视频会议终端'),
      versionWith('choices.yaml', 'repeat.match: asset', 'repeat.match: unit'),
      loadContract(shaoguan, { signedOn: '2026-07-01' }).version,
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe('the contracts of one installation', () => {
  it('are all that are named, each under an id of its own', () => {
    const folders = [shaoguan, folderOf('demo-seconds')];
    expect(loadContracts({ folders }).map(({ id }) => id)).toEqual(['shaoguan-2026', 'demo-seconds']);
    withEdit('contract.yaml', 'signedOn: 2026', 'signedOn: 2027', (copy) => {
      const expected = `an id that no other contract has: ${shaoguan} has it, found shaoguan-2026`;
      expect(() => loadContracts({ folders: [shaoguan, copy] })).toThrow(expected);
    });
  });
});

describe('the contract command', () => {
  it('finds both folders of this repository right, and counts', async () => {
    expect(await runContractCommand(['check', shaoguan])).toEqual({
      exitCode: 0,
      text: expect.stringMatching(
        /^OK shaoguan-2026: 120 items, 436 units, 1 without units, signed on 2026-06-28, version [0-9a-f]{64}$/,
      ),
    });
    expect((await runContractCommand(['check', folderOf('demo-seconds')])).exitCode).toBe(0);
  });

  it('shows clocks, periods and totals, on the signing day asked for', async () => {
    const { exitCode, text } = await runContractCommand(['show', shaoguan, '--signed', '2025-03-01']);
    expect(exitCode).toBe(0);
    for (const line of [
      /MAJOR +重大故障 +10 min +1 h +4 h/,
      /CONSULTATION +技术咨询 +10 min +4 h +12 h/,
      /DISPATCH_SYSTEM +2025-03-01 +2026-02-28/,
      /FIELD_COMMAND +2025-06-28 +2026-06-27/,
      /清单 list 2 +52 项 items +71 台套 units/,
      /合计 total +120 项 items +436 台套 units/,
      /P5 +of 30, goal 98, perPoint 1/,
      /第二期 +25 % +250,000\.00 元 +SIGNING \+ 6 个月/,
    ])
      expect(text).toMatch(line);
  });

  it('names file, line, field and what was expected', async () => {
    const { exitCode, text } = await withEdit('faults.yaml', 'onsite: PT1H', 'onsite: soon', (folder) =>
      runContractCommand(['check', folder]),
    );
    expect(exitCode).toBe(1);
    expect(text).toMatch(
      /^faults\.yaml:\d+ severities\[0\]\.onsite: expected an ISO 8601 duration .*, found "soon"$/,
    );
  });

  it('says that a folder is not there', async () => {
    expect(await runContractCommand(['show', '/nowhere'])).toEqual({
      exitCode: 1,
      text: '/nowhere:1 expected a contract folder, found ENOENT',
    });
  });

  it.each([
    [[]],
    [['check']],
    [['chek', shaoguan]],
    [['check', shaoguan, 'more']],
    [['check', shaoguan, '--when', '1']],
  ])('tells how it is used when called with %j', async (args) => {
    const { exitCode, text } = await runContractCommand(args);
    expect(exitCode).toBe(2);
    expect(text).toContain('usage: npm run contract -- check <folder>');
  });
});
