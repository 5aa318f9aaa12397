import { describe, expect, it } from '@jest/globals';
import { at, checklist, record, visited } from '../test/month.builder.js';
import { readDocx } from '../test/reading.js';
import { visitRecordDocx } from './visit-record.js';

describe('the record of a visit', () => {
  it('marks every item of every piece of equipment and says what is wrong', async () => {
    const { rows } = await readDocx(await visitRecordDocx(record));
    expect(rows).toContainEqual(['1', 'L1-S5-01', '防火墙', '1台', '√', '√', '√', '√', '√', '／', '√', '']);
    expect(rows).toContainEqual([
      '4',
      'L1-S5-04',
      '不间断供电电源（3楼）',
      '1套',
      ...['√', '×', '√', '√', '√', '／', '√'],
      '2：第7、12号电池鼓包，内阻超标，建议更换。',
    ]);
    expect(rows.filter(([, code = '']) => visited.some((one) => one.code === code))).toHaveLength(
      visited.length,
    );
  });

  it('spells the items out', async () => {
    const { text } = await readDocx(await visitRecordDocx(record));
    for (const { title } of checklist) expect(text).toContain(title);
  });

  it('shows who signed and when, in Shanghai, and what the signatures are over', async () => {
    const { text, pictures } = await readDocx(await visitRecordDocx(record));
    expect(text).toMatch(/姓名：赵工\s*2026年8月7日 11:42/);
    expect(text).toMatch(/姓名：李监督\s*年　　月　　日/);
    expect(text).toContain(`记录内容校验值（SHA-256）：${record.contentHash}`);
    expect(text).toContain('符合要求，签字确认并归档。');
    expect(pictures).toBe(4);
  });

  it('tells a rejected record, its round and when what was written offline arrived', async () => {
    const rejected = { by: '李监督', at: at('2026-08-07', '15:00'), accepted: false, reason: '第3项未检查' };
    const { text } = await readDocx(await visitRecordDocx({ ...record, round: 2, review: rejected }));
    expect(text).toContain('不符合要求，须重新巡检。原因：第3项未检查');
    expect(text).toContain('第2次（重新巡检）');
    expect(text).toContain('现场离线填写，2026年8月7日 14:02送达系统');
  });

  it('is a form to be filled in by hand where nothing is recorded yet', async () => {
    const { rows, text, pictures } = await readDocx(
      await visitRecordDocx({
        ...record,
        startedAt: null,
        endedAt: null,
        receivedAt: undefined,
        equipment: visited.map((one) => ({ ...one, results: {} })),
        remarks: '',
        photos: [],
        signatures: [{ role: '乙方工程师' }, { role: '现场联系人' }],
        review: null,
        contentHash: null,
      }),
    );
    expect(rows).toContainEqual(['1', 'L1-S5-01', '防火墙', '1台', '', '', '', '', '', '', '', '']);
    expect(rows).toContainEqual(['巡检时间', '', '巡检次数', '首次巡检']);
    expect(text).not.toMatch(/离线|附：现场照片/);
    expect(pictures).toBe(0);
  });

  it('says how many photos are not printed', async () => {
    const { text } = await readDocx(await visitRecordDocx({ ...record, photosLeftOut: 12 }));
    expect(text).toContain('另有12张照片未印出');
  });

  it.each([
    [
      'photo',
      { photos: [record.photos[0]!, { bytes: new Uint8Array([1, 2, 3]), caption: '' }] },
      'photos[1]: not a',
    ],
    ['signature', { signatures: [{ role: '乙方工程师', image: new Uint8Array() }] }, 'signatures[0]: not a'],
    ['place to sign', { signatures: [] }, 'signatures: nobody is to sign'],
  ])('refuses a %s that is none', async (_, wrong, message) => {
    await expect(visitRecordDocx({ ...record, ...wrong })).rejects.toThrow(message);
  });
});
