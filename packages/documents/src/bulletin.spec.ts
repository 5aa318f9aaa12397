import { describe, expect, it } from '@jest/globals';
import { bulletin } from '../test/bulletin.builder.js';
import { readDocx } from '../test/reading.js';
import { bulletinDocx } from './bulletin.js';

describe('the bulletin', () => {
  it('tells whom it is for, what was reported, what the goals are and what the bureau has to say', async () => {
    const { rows, text, pictures } = await readDocx(await bulletinDocx(bulletin));
    expect(rows).toContainEqual(['主送', '各使用部门', '抄送', '韶关通信运维服务有限公司']);
    expect(rows).toContainEqual(['签发人', '李监督', '签发时间', '2026年9月10日 10:20']);
    expect(rows).toContainEqual(['一般故障', '5', '9']);
    expect(rows).toContainEqual(['故障修复及时率', '83.33%', '94.44%', '98%', '未达到']);
    expect(text).toMatch(/三、重大故障.*光缆中断.*五、意见和要求\s+本月故障修复及时率未达到合同目标/s);
    expect(text).toContain('2026年8月考核已确认：业绩类72.33分，服务类95分。');
    expect(pictures).toBe(2);
  });

  it('says that it is a draft until it is issued', async () => {
    const { text } = await readDocx(
      await bulletinDocx({ ...bulletin, issued: null, scores: null, causes: [], remarks: '' }),
    );
    expect(text).toContain('维护质量通报（草稿）');
    expect(text).toContain('考核尚未确认');
    expect(text).toContain('图1　各月及时率');
  });
});
